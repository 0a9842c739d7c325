'use strict';
const words = document.currentScript.dataset;
const find = selector => document.querySelector(selector);
const list = find('.drafts'), zone = find('.drop'), input = zone.querySelector('input'), progress = find('.progress');
const extensions = input.accept.split(',');
const queue = [];
let isRunning = false, sent = 0;

const show = (row, state, kind) => {
  row.querySelector('.state').textContent = state;
  if (kind) row.classList.add(kind);
};
const fail = (row, message) => {
  show(row, message, 'failed');
  row.querySelector('progress').remove();
};
const update = () => {
  const checked = list.querySelectorAll('[data-id]').length;
  find('.all').hidden = !list.children.length;
  for (const element of document.querySelectorAll('.all [data-for], .all [data-print]')) element.hidden = checked < 2;
};

const newRow = name => {
  const row = find('template').content.querySelector('li').cloneNode(true);
  row.querySelector('.name').textContent = name;
  list.append(row);
  return row;
};
const add = (file, name) => {
  const row = newRow(name);
  if (file.size > Number(words.most)) return fail(row, words.large);
  show(row, words.waiting);
  queue.push({ file, row });
};

const finish = (row, answer) => {
  row.dataset.id = answer.id;
  row.querySelector('.profile').textContent = answer.profile;
  show(row, [answer.verdict, ...answer.failures].join('; '), answer.worst || 'clean');
  row.querySelector('progress').remove();
  for (const element of row.querySelectorAll('[data-to]')) {
    if (element.tagName === 'A') element.href = `drafts/${answer.id}/${element.dataset.to}`;
    if (element.dataset.for === 'word') element.hidden = !answer.isWord;
  }
  row.querySelector('.actions').hidden = false;
};

const check = ({ file, row }) => new Promise(done => {
  const request = new XMLHttpRequest();
  const bar = row.querySelector('progress');
  request.open('POST', `drafts?name=${encodeURIComponent(file.name)}&profile=${encodeURIComponent(find("#profile").value)}`);
  request.responseType = 'json';
  show(row, words.sending);
  request.upload.onprogress = event => { bar.value = event.loaded / event.total; };
  request.upload.onload = () => { bar.removeAttribute('value'); show(row, words.checking); };
  request.onload = () => {
    const answer = request.response;
    if (answer && answer.id) finish(row, answer);
    else fail(row, answer && answer.error || words.lost);
  };
  request.onerror = () => fail(row, words.lost);
  request.onloadend = done;
  request.send(file);
});

const run = async () => {
  if (isRunning) return;
  isRunning = true;
  while (queue.length) {
    sent += 1;
    progress.textContent = words.running.replace('{n}', sent).replace('{all}', sent + queue.length - 1);
    await check(queue.shift());
    update();
  }
  isRunning = false;
  if (sent) progress.textContent = words.done.replace('{all}', sent);
  sent = 0;
  update();
};

// A folder gives its entries in pieces, until there is none left.
const entriesOf = async folder => {
  const reader = folder.createReader(), all = [];
  for (;;) {
    const some = await new Promise((resolve, reject) => reader.readEntries(resolve, reject));
    if (!some.length) return all;
    all.push(...some);
  }
};
const isDraft = name => extensions.some(extension => name.toLowerCase().endsWith(extension));
const addEntry = async (entry, isNamed) => {
  if (entry.isDirectory) {
    for (const child of await entriesOf(entry)) await addEntry(child, false);
  } else if (isNamed || isDraft(entry.name)) {
    add(await new Promise((resolve, reject) => entry.file(resolve, reject)), entry.fullPath.slice(1));
  }
};
const tryToAdd = async entry => {
  try {
    await addEntry(entry, true);
  } catch {
    fail(newRow(entry.name), words.unread);
  }
};

input.addEventListener('change', () => {
  for (const file of input.files) add(file, file.name);
  input.value = '';
  run();
});
for (const name of ['dragenter', 'dragover', 'dragleave', 'drop']) {
  // Anywhere on the page: beside the zone the browser would open the file in place of the page.
  document.addEventListener(name, event => {
    event.preventDefault();
    zone.classList.toggle('over', name === 'dragenter' || name === 'dragover');
  });
}
document.addEventListener('drop', async event => {
  const entries = [...event.dataTransfer.items].map(item => item.webkitGetAsEntry()).filter(Boolean);
  const files = [...event.dataTransfer.files];
  if (entries.length) for (const entry of entries) await tryToAdd(entry);
  else for (const file of files) add(file, file.name);
  run();
});

const print = address => {
  for (const old of document.querySelectorAll('iframe')) old.remove();
  const frame = document.createElement('iframe');
  frame.src = address;
  frame.addEventListener('load', () => frame.contentWindow.print());
  document.body.append(frame);
};
const remove = async address => (await fetch(address, { method: 'DELETE' })).ok;
document.addEventListener('click', async event => {
  const button = event.target.closest('button');
  if (!button) return;
  const row = button.closest('.draft');
  if (button.dataset.print) return print(button.dataset.print);
  if (button.dataset.remove) {
    if (await remove(button.dataset.remove)) list.replaceChildren(...[...list.children].filter(row => row.querySelector('progress')));
  } else if (button.dataset.to) {
    return print(`drafts/${row.dataset.id}/${button.dataset.to}`);
  } else if (await remove(`drafts/${row.dataset.id}`)) {
    row.remove();
  }
  update();
});

// A page that is loaded anew finds the drafts that are there.
fetch('drafts').then(answer => answer.json()).then(drafts => {
  for (const draft of drafts) finish(newRow(draft.name), draft);
  update();
});

// As long as this lasts, the server knows that the page is open.
const presence = new EventSource('presence');
presence.onopen = () => { find('.gone').hidden = true; };
presence.onerror = () => { find('.gone').hidden = false; };
