// Links to fields: opens the tab and the panels around a field, scrolls to it and puts the cursor there.

const FOCUSABLE = "input:not([type=hidden]):not([disabled]), select, textarea, [contenteditable=true], button, a[href]";

function targetOf(id) {
    return document.getElementById(id) || document.getElementById(`${id}-FORMS`);
}

function reveal(element) {
    const tab = element.closest("[role=tabpanel]");
    if (tab && tab.hidden) document.querySelector(`[role=tab][href="#${tab.id}"]`)?.click();
    for (let panel = element.closest(".w-panel"); panel; panel = panel.parentElement.closest(".w-panel")) {
        panel.querySelector(":scope > .w-panel__header [data-panel-toggle][aria-expanded=false]")?.click();
    }
}

function jumpTo(id) {
    const element = targetOf(id);
    if (!element) return;
    reveal(element);
    const field = element.closest("[data-field-wrapper], .w-field__wrapper, .w-panel__wrapper") || element;
    const focusable = element.matches(FOCUSABLE) ? element : field.querySelector(FOCUSABLE);
    // The tab is shown in the next frames; what is hidden takes no cursor.
    setTimeout(() => {
        field.scrollIntoView({ block: "center" });
        focusable?.focus({ preventScroll: true });
    }, 50);
    field.classList.add("jumped-to");
    setTimeout(() => field.classList.remove("jumped-to"), 2000);
}

document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-jump]");
    if (!link || !targetOf(link.dataset.jump)) return;
    event.preventDefault();
    jumpTo(link.dataset.jump);
});

const errors = document.querySelector(".form-errors");
if (errors) setTimeout(() => errors.focus(), 100);
