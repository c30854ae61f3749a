// Shows of each row of the schedule what its kind has, and the dates it gives. Everything works without it.
(() => {
    'use strict';

    const KINDS = ['date', 'rule', 'exhibition'];
    const DELAY = 500;
    const timers = new WeakMap();

    function rowsIn(root) {
        return [...root.querySelectorAll('[data-inline-panel-child]')].filter((row) => kindOf(row));
    }

    function kindOf(row) {
        return row.querySelector('select[name^="dates-"][name$="-kind"]');
    }

    function field(row, name) {
        return row.querySelector(`[name$="-${name}"]`);
    }

    // What holds a mistake is never hidden.
    function toggle(panel, isShown) {
        const isWrong = panel.querySelector('.error-message, .w-field--error, .w-field__errors .error-message') !== null;
        panel.classList.toggle('schedule-hidden', !isShown && !isWrong);
    }

    function panelsOf(row, className) {
        return [...row.querySelectorAll(`.${className}`)];
    }

    function refresh(row) {
        const kind = kindOf(row).value;
        const all = KINDS.map((name) => `.schedule-for-${name}`).join(', ');
        row.querySelectorAll(all).forEach((panel) => toggle(panel, panel.classList.contains(`schedule-for-${kind}`)));
        const repeat = field(row, 'repeat').value;
        const isWritten = repeat === 'rule';
        panelsOf(row, 'schedule-built').forEach((panel) => toggle(panel, !isWritten));
        panelsOf(row, 'schedule-written').forEach((panel) => toggle(panel, isWritten));
        panelsOf(row, 'schedule-weekdays').forEach((panel) => toggle(panel, repeat === 'weekly'));
        const status = field(row, 'status').value;
        panelsOf(row, 'schedule-moved').forEach((panel) => toggle(panel, status === 'rescheduled'));
        panelsOf(row, 'schedule-changed').forEach((panel) => toggle(panel, status !== 'scheduled'));
    }

    function show(row, answer) {
        const list = row.querySelector('[data-next-dates-lines]');
        list.replaceChildren();
        const add = (text, className) => {
            const item = document.createElement('li');
            item.textContent = text;
            if (className) {
                item.className = className;
            }
            list.append(item);
        };
        answer.problems.forEach((text) => add(text, 'schedule-next__problem'));
        answer.lines.forEach((text) => add(text));
    }

    async function ask(row) {
        const panel = row.querySelector('[data-next-dates]');
        const prefix = kindOf(row).name.replace(/-kind$/, '');
        const form = row.closest('form');
        const data = new FormData();
        for (const [name, value] of new FormData(form)) {
            if (name.startsWith(`${prefix}-`)) {
                data.append(name, value);
            }
        }
        if (!data.get(`${prefix}-starts_at`) && !data.get(`${prefix}-first_on`)) {
            return;
        }
        data.append('prefix', prefix);
        data.append('csrfmiddlewaretoken', form.querySelector('[name="csrfmiddlewaretoken"]').value);
        try {
            const response = await fetch(panel.dataset.url, { method: 'POST', body: data });
            if (response.ok) {
                show(row, await response.json());
            }
        } catch {
            // Without an answer the row simply says nothing of its dates.
        }
    }

    function changed(event) {
        const row = event.target.closest?.('[data-inline-panel-child]');
        if (!row || !kindOf(row)) {
            return;
        }
        refresh(row);
        clearTimeout(timers.get(row));
        timers.set(row, setTimeout(() => ask(row), DELAY));
    }

    document.addEventListener('DOMContentLoaded', () => rowsIn(document).forEach(refresh));
    document.addEventListener('w-formset:added', (event) => {
        if (kindOf(event.target)) {
            refresh(event.target);
        }
    });
    document.addEventListener('change', changed);
    document.addEventListener('input', changed);
})();
