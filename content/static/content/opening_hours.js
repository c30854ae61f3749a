// Makes the rows of opening hours shorter and quicker to fill in. Everything works without it.
(() => {
    'use strict';

    const TIMES = 'input[type="text"]';

    function timesOf(pair) {
        return [...pair.querySelectorAll(TIMES)];
    }

    function isEmpty(pair) {
        return timesOf(pair).every((input) => input.value.trim() === '');
    }

    // "9" and "930" become "09:00" and "09:30" as soon as the field is left.
    function tidy(input) {
        const found = /^(\d{1,2})(?:[:.\s-]?([0-5]\d))?$/.exec(input.value.trim());
        if (found) {
            input.value = `${found[1].padStart(2, '0')}:${found[2] || '00'}`;
        }
    }

    // Times that do not count are disabled, so they are not sent; they come back with the mode.
    function refresh(day) {
        const pairs = [...day.querySelectorAll('[data-hours-pair]')];
        const counts = day.querySelector('[data-hours-mode]').value === '';
        day.querySelector('[data-hours-pairs]').hidden = !counts;
        pairs.forEach((pair, index) => {
            timesOf(pair).forEach((input) => { input.disabled = !counts; });
            pair.hidden = index > 0 && isEmpty(pair) && !pair.hasAttribute('data-hours-opened');
            pair.querySelector('[data-hours-clear]').hidden = index === 0;
        });
        day.querySelector('[data-hours-more]').hidden = pairs.every((pair) => !pair.hidden);
    }

    function openNext(day) {
        const next = [...day.querySelectorAll('[data-hours-pair]')].find((pair) => pair.hidden);
        next.setAttribute('data-hours-opened', '');
        refresh(day);
        timesOf(next)[0].focus();
    }

    function clear(pair, day) {
        timesOf(pair).forEach((input) => { input.value = ''; });
        pair.removeAttribute('data-hours-opened');
        refresh(day);
        day.querySelector('[data-hours-more]').focus();
        pair.dispatchEvent(new Event('change', { bubbles: true }));
    }

    function copy(root, count) {
        const days = [...root.querySelectorAll('.opening-hours__week > [data-hours-day]')].slice(0, count);
        const [first, ...others] = days;
        const values = [...first.querySelectorAll(TIMES)].map((input) => input.value);
        others.forEach((day) => {
            day.querySelector('[data-hours-mode]').value = first.querySelector('[data-hours-mode]').value;
            day.querySelectorAll(TIMES).forEach((input, index) => { input.value = values[index]; });
            refresh(day);
        });
        first.dispatchEvent(new Event('change', { bubbles: true }));
    }

    function prepareDay(day) {
        day.querySelector('[data-hours-mode]').addEventListener('change', () => refresh(day));
        day.querySelector('[data-hours-more]').addEventListener('click', () => openNext(day));
        day.querySelectorAll('[data-hours-pair]').forEach((pair) => {
            pair.querySelector('[data-hours-clear]').addEventListener('click', () => clear(pair, day));
            timesOf(pair).forEach((input) => input.addEventListener('blur', () => tidy(input)));
        });
        refresh(day);
    }

    function prepareException(row) {
        row.querySelectorAll('[data-hours-day]').forEach(prepareDay);
        const box = row.querySelector('[data-hours-delete]');
        const mark = () => row.classList.toggle('opening-hours__exception--deleted', box.checked);
        box.addEventListener('change', mark);
        mark();
    }

    function addException(root) {
        const rows = root.querySelector('[data-hours-exceptions]');
        const hidden = rows.querySelector('[data-hours-new][hidden]');
        if (hidden) {
            hidden.hidden = false;
            hidden.querySelector('input').focus();
            return;
        }
        const scratch = document.createElement('div');
        scratch.innerHTML = root.querySelector('[data-hours-blank]').innerHTML.replaceAll('__row__', rows.children.length);
        const row = scratch.firstElementChild;
        rows.append(row);
        prepareException(row);
        row.querySelector('input').focus();
    }

    function refreshAdding(root) {
        const shown = root.querySelectorAll('[data-hours-exception]:not([hidden])').length;
        root.querySelector('[data-hours-add]').hidden = shown >= Number(root.dataset.maxExceptions);
    }

    function prepare(root) {
        root.querySelectorAll('.opening-hours__week > [data-hours-day]').forEach(prepareDay);
        root.querySelectorAll('[data-hours-copy]').forEach((buttons) => { buttons.hidden = false; });
        root.querySelectorAll('[data-copy-days]').forEach((button) => {
            button.addEventListener('click', () => copy(root, Number(button.dataset.copyDays)));
        });
        root.querySelectorAll('[data-hours-exception]').forEach(prepareException);
        root.querySelectorAll('[data-hours-exceptions] [data-hours-new]').forEach((row) => { row.hidden = true; });
        const add = root.querySelector('[data-hours-add]');
        add.addEventListener('click', () => {
            addException(root);
            refreshAdding(root);
        });
        refreshAdding(root);
    }

    document.addEventListener('DOMContentLoaded', () => {
        document.querySelectorAll('[data-opening-hours]').forEach(prepare);
    });
})();
