// Start: everything is in place; show what the address asks for.
page.controls.start();
document.documentElement.dataset.ready = "true";
