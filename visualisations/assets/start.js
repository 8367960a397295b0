// Start: everything is in place; show what the address asks for.
page.restore();
page.picture.fit();
document.documentElement.dataset.ready = "true";
