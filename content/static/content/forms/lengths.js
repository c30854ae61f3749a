// Counts the characters of titles, summaries, descriptions … while one types, against the recommended range.

const SETTINGS = JSON.parse(document.getElementById("entry-form-settings")?.textContent || "null");
const NAME = /(?:^|-)([a-z_]+)_(?:ru|kk)$/;

function lengthOfDraft(input) {
    const editor = input.draftailEditor;
    if (editor) return editor.getEditorState().getCurrentContent().getPlainText(" ").trim().length;
    return (JSON.parse(input.value || "null")?.blocks || []).map((block) => block.text).join(" ").trim().length;
}

function stateOf(count, least, most, limit) {
    if (limit > 0 && count >= limit) return "full";
    if (count > most) return "long";
    return count > 0 && count < least ? "short" : "good";
}

function attach(input) {
    const name = NAME.exec(input.name || "")?.[1];
    const range = SETTINGS.lengths[name];
    if (!range || input.dataset.counted) return;
    input.dataset.counted = "true";
    const [least, most] = range;
    const isRich = input.hasAttribute("data-draftail-input");
    const counter = document.createElement("p");
    counter.className = "length-count";
    counter.id = `${input.id}-length`;
    counter.title = SETTINGS.texts.advice.replace("%(least)s", least).replace("%(most)s", most);
    const number = document.createElement("span");
    // Only the verdict is read out, and only when it changes: numbers would interrupt every letter.
    const verdict = document.createElement("span");
    verdict.setAttribute("aria-live", "polite");
    counter.append(number, " ", verdict);
    (input.closest(".w-field__input") || input.parentElement).after(counter);
    if (!isRich) {
        const described = input.getAttribute("aria-describedby");
        input.setAttribute("aria-describedby", described ? `${described} ${counter.id}` : counter.id);
    }
    const show = () => {
        const count = isRich ? lengthOfDraft(input) : input.value.length;
        const state = stateOf(count, least, most, isRich ? 0 : input.maxLength);
        number.textContent = `${count} / ${most}`;
        if (counter.dataset.state !== state) {
            counter.dataset.state = state;
            verdict.textContent = SETTINGS.texts[state] || "";
        }
    };
    input.addEventListener("input", show);
    input.addEventListener("change", show);
    if (isRich) {
        let waiting = 0;
        const later = () => {
            clearTimeout(waiting);
            waiting = setTimeout(show, 150);
        };
        new MutationObserver(later).observe(input.closest(".w-field__input") || input.parentElement, {
            characterData: true,
            childList: true,
            subtree: true,
        });
    }
    show();
}

function attachAll() {
    document.querySelectorAll("#w-editor-form :is(input, textarea)[name$=_ru], #w-editor-form :is(input, textarea)[name$=_kk]").forEach(attach);
}

if (SETTINGS) {
    attachAll();
    // Rows that are added later.
    document.querySelectorAll("[id$=-FORMS]").forEach((rows) => new MutationObserver(attachAll).observe(rows, { childList: true }));
}
