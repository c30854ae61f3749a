// Shows only the rows of telephone numbers that are in use. Everything works without it.
(() => {
    'use strict';

    function prepare(root) {
        const rows = [...root.querySelectorAll('[data-phone-row]')];
        const add = root.querySelector('[data-phone-add]');
        const refresh = () => { add.hidden = rows.every((row) => !row.hidden); };
        rows.forEach((row, index) => {
            row.hidden = index > 0 && row.querySelector('input').value === '';
        });
        add.addEventListener('click', () => {
            const next = rows.find((row) => row.hidden);
            next.hidden = false;
            next.querySelector('input').focus();
            refresh();
        });
        refresh();
    }

    document.addEventListener('DOMContentLoaded', () => {
        document.querySelectorAll('[data-phones]').forEach(prepare);
    });
})();
