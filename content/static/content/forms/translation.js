// Fills Kazakh fields from the Russian ones: through the site's translator, or by copying where there is none.
// A filled field is never replaced without asking, and nothing is saved by itself.

const SETTINGS = JSON.parse(document.getElementById("entry-form-settings")?.textContent || "null");
const TEXTS = SETTINGS?.texts;
const form = document.getElementById("w-editor-form");

const isRich = (input) => input.hasAttribute("data-draftail-input");
const isEmpty = (input) => !(isRich(input) ? wordsOf(input) : input.value).trim();

function wordsOf(input) {
    const editor = input.draftailEditor;
    if (editor) return editor.getEditorState().getCurrentContent().getPlainText(" ");
    return (JSON.parse(input.value || "null")?.blocks || []).map((block) => block.text).join(" ");
}

function read(input) {
    if (!isRich(input)) return input.value;
    const editor = input.draftailEditor;
    if (!editor) return input.value;
    // The hidden input follows the editor with a delay.
    return JSON.stringify(window.DraftJS.convertToRaw(editor.getEditorState().getCurrentContent()));
}

function write(input, text) {
    if (isRich(input) && input.draftailEditor) {
        const { EditorState, convertFromRaw } = window.DraftJS;
        const editor = input.draftailEditor;
        const content = convertFromRaw(JSON.parse(text));
        editor.onChange(EditorState.push(editor.getEditorState(), content, "insert-fragment"));
        setTimeout(() => input.dispatchEvent(new Event("change", { bubbles: true })), 400);
        return;
    }
    input.value = text;
    input.dispatchEvent(new Event("input", { bubbles: true }));
    input.dispatchEvent(new Event("change", { bubbles: true }));
}

function pairsIn(root) {
    const pairs = [];
    for (const target of root.querySelectorAll(":is(input, textarea)[name$=_kk]")) {
        const source = form.querySelector(`[name="${target.name.replace(/_kk$/, "_ru")}"]`);
        if (source && !target.disabled && !target.readOnly) pairs.push({ source, target });
    }
    return pairs;
}

// A dialog of the browser's own kind, with the words of the page; answers the value of the pressed button.
function choose(question, choices) {
    return new Promise((resolve) => {
        const dialog = document.createElement("dialog");
        dialog.className = "forms-dialog";
        dialog.append(Object.assign(document.createElement("p"), { textContent: question, id: "forms-dialog-question" }));
        dialog.setAttribute("aria-labelledby", "forms-dialog-question");
        const actions = dialog.appendChild(document.createElement("div"));
        choices.forEach(([value, label], index) => {
            const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
            button.className = index ? "button button-secondary" : "button";
            button.addEventListener("click", () => dialog.close(value));
            actions.append(button);
        });
        dialog.addEventListener("close", () => {
            dialog.remove();
            resolve(dialog.returnValue || "cancel");
        });
        document.body.append(dialog);
        dialog.showModal();
    });
}

async function translated(sources) {
    const response = await fetch(SETTINGS.translateUrl, {
        method: "POST",
        headers: {
            "Content-Type": "application/json",
            Accept: "application/json",
            "X-CSRFToken": form.querySelector("[name=csrfmiddlewaretoken]").value,
        },
        body: JSON.stringify({ texts: sources.map((source) => ({ text: read(source), isRich: isRich(source) })) }),
    });
    const answer = await response.json().catch(() => ({}));
    if (!response.ok) throw new Error(answer.message || TEXTS.failed);
    return answer.texts;
}

async function fill(pairs, status) {
    const known = pairs.filter(({ source }) => !isEmpty(source));
    if (!known.length) return say(status, pairs.length === 1 ? TEXTS.isEmpty : TEXTS.nothing, true);
    const filled = known.filter(({ target }) => !isEmpty(target));
    let chosen = known;
    if (filled.length) {
        const isOne = known.length === 1;
        const choices = [
            ...(filled.length < known.length ? [["empty", TEXTS.onlyEmpty]] : []),
            ["all", isOne ? TEXTS.replace : TEXTS.replaceAll],
            ["cancel", TEXTS.cancel],
        ];
        const choice = await choose(isOne ? TEXTS.overwriteOne : TEXTS.overwriteMany, choices);
        if (choice === "cancel") return;
        if (choice === "empty") chosen = known.filter(({ target }) => isEmpty(target));
    }
    if (!SETTINGS.translateUrl) {
        chosen.forEach(({ source, target }) => write(target, read(source)));
        return say(status, `${TEXTS.noTranslator} ${TEXTS.done}`);
    }
    say(status, TEXTS.working);
    const before = chosen.map(({ target }) => read(target));
    try {
        const answers = await translated(chosen.map(({ source }) => source));
        const problems = new Set();
        answers.forEach(({ text, error }, index) => {
            const { target } = chosen[index];
            if (error) problems.add(error);
            // Whoever typed into the field meanwhile keeps what was typed.
            else if (text && read(target) === before[index]) write(target, text);
        });
        say(status, problems.size ? [...problems].join(" ") : TEXTS.done, problems.size > 0);
    } catch (error) {
        say(status, error instanceof TypeError ? TEXTS.failed : error.message, true);
    }
}

function say(status, text, isWarning = false) {
    status.textContent = text;
    status.dataset.warning = String(isWarning);
}

function controls(label, pairs) {
    const box = document.createElement("div");
    box.className = "translation";
    const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
    button.className = "button button-small button-secondary";
    const status = document.createElement("span");
    status.className = "translation__status";
    status.setAttribute("role", "status");
    button.addEventListener("click", async () => {
        button.disabled = true;
        await fill(pairs(), status).finally(() => (button.disabled = false));
    });
    box.append(button, status);
    return { box, button };
}

function attachAll() {
    for (const pair of pairsIn(form)) {
        const { target } = pair;
        if (target.dataset.fills) continue;
        target.dataset.fills = "true";
        const { box, button } = controls(TEXTS.fill, () => [pair]);
        const label = document.querySelector(`label[for="${target.id}"]`)?.firstChild?.textContent.trim();
        if (label) button.setAttribute("aria-label", `${TEXTS.fill}: ${label}`);
        (target.closest(".w-field__wrapper") || target.parentElement).append(box);
    }
}

function attachToTab() {
    const tab = form.querySelector("[name=title_kk]")?.closest("[role=tabpanel]");
    if (!tab || pairsIn(tab).length < 2) return;
    const { box } = controls(TEXTS.fillAll, () => pairsIn(tab));
    box.classList.add("translation--all");
    tab.prepend(box);
}

if (form && SETTINGS && !SETTINGS.isLocked) {
    attachAll();
    attachToTab();
    document.querySelectorAll("[id$=-FORMS]").forEach((rows) => new MutationObserver(attachAll).observe(rows, { childList: true }));
}
