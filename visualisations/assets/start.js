// Start: everything is in place; show what the address asks for, first the picture and after its first frame the tables.
page.controls.start();
document.documentElement.dataset.drawn = "true";
requestAnimationFrame(() => page.controls.startTables(() => { document.documentElement.dataset.ready = "true"; }));
