// Suggestions under every search box; each works as a plain form without this.
'use strict';
(() => {
  const waitMs = 120;
  let count = 0;

  function attach(input) {
    const list = document.createElement('ul');
    list.id = `suggestions-${(count += 1)}`;
    list.className = 'suggestions';
    list.setAttribute('role', 'listbox');
    list.setAttribute('aria-label', 'Suggestions');
    list.hidden = true;
    const told = document.createElement('span');
    told.className = 'quiet';
    told.setAttribute('role', 'status');
    input.parentElement.classList.add('has-suggestions');
    input.after(list, told);
    for (const [name, value] of Object.entries({
      role: 'combobox', 'aria-autocomplete': 'list', 'aria-expanded': 'false', 'aria-controls': list.id,
    })) input.setAttribute(name, value);

    let chosen = -1;
    let typed = input.value;
    let asked;
    let timer;

    const isOpen = () => !list.hidden;
    function close() {
      clearTimeout(timer);
      asked?.abort();
      list.hidden = true;
      list.replaceChildren();
      chosen = -1;
      input.setAttribute('aria-expanded', 'false');
      input.removeAttribute('aria-activedescendant');
    }
    function choose(place) {
      const options = [...list.children];
      chosen = place;
      options.forEach((option, at) => option.setAttribute('aria-selected', String(at === place)));
      if (place < 0) {
        input.removeAttribute('aria-activedescendant');
        input.value = typed;
        return;
      }
      input.setAttribute('aria-activedescendant', options[place].id);
      input.value = options[place].dataset.text;
      options[place].scrollIntoView({ block: 'nearest' });
    }
    function go(option) {
      if (option.dataset.href) {
        location.assign(option.dataset.href);
      } else {
        input.value = option.dataset.text;
        close();
        input.form.submit();
      }
    }
    function show(found) {
      list.replaceChildren(...found.map(({ text, kind, href }, at) => {
        const option = document.createElement('li');
        option.id = `${list.id}-${at}`;
        option.setAttribute('role', 'option');
        option.setAttribute('aria-selected', 'false');
        option.dataset.text = text;
        if (href) option.dataset.href = href;
        option.append(text);
        if (kind) {
          const small = document.createElement('small');
          small.textContent = kind;
          option.append(' ', small);
        }
        return option;
      }));
      chosen = -1;
      list.hidden = found.length === 0;
      input.setAttribute('aria-expanded', String(isOpen()));
      input.removeAttribute('aria-activedescendant');
      told.textContent = isOpen() ? `${found.length} suggestions` : '';
    }
    async function ask() {
      asked?.abort();
      asked = new AbortController();
      const { signal } = asked;
      try {
        const answer = await fetch(`/suggestions?q=${encodeURIComponent(typed)}`, { signal });
        if (!answer.ok) return;
        const { suggestions } = await answer.json();
        if (!signal.aborted && document.activeElement === input) show(suggestions);
      } catch {
        // Without an answer the box is a plain one.
      }
    }

    input.addEventListener('input', () => {
      typed = input.value;
      clearTimeout(timer);
      if (typed.trim().length < 2) close();
      else timer = setTimeout(ask, waitMs);
    });
    input.addEventListener('keydown', (event) => {
      const last = list.children.length - 1;
      if (event.key === 'Escape' && isOpen()) {
        input.value = typed;
        close();
      } else if (event.key === 'ArrowDown' && !isOpen() && typed.trim().length > 1) {
        ask();
      } else if (event.key === 'ArrowDown' && isOpen()) {
        choose(chosen === last ? -1 : chosen + 1);
      } else if (event.key === 'ArrowUp' && isOpen()) {
        choose(chosen === -1 ? last : chosen - 1);
      } else if (event.key === 'Enter' && chosen >= 0) {
        go(list.children[chosen]);
      } else {
        return;
      }
      event.preventDefault();
    });
    list.addEventListener('mousedown', (event) => event.preventDefault());
    list.addEventListener('click', (event) => {
      const option = event.target.closest('[role=option]');
      if (option) go(option);
    });
    input.addEventListener('blur', close);
  }

  for (const input of document.querySelectorAll('form[action="/search"] input[name=q]')) attach(input);
})();
