import Reporting

let pageStyle = """
  \(htmlColors)
  * { box-sizing: border-box; }
  [hidden] { display: none !important; }
  body {
    margin: 0; background: var(--ground); color: var(--ink); overflow-wrap: anywhere;
    font: 16px/1.6 var(--sans);
  }
  main { max-width: 52rem; margin: auto; padding: 1.5rem 1rem; }
  h1 { margin: 0; font-size: 1.5rem; } p { margin: .5rem 0; } .promise, .progress { color: var(--soft); font-size: .9rem; }
  .gone { background: var(--paper); border-left: 4px solid var(--error); color: var(--error); padding: .5rem .75rem; }
  .drop {
    display: flex; flex-direction: column; align-items: center; justify-content: center; min-height: 11rem; margin: 1rem 0;
    background: var(--paper); border: 2px dashed var(--soft); border-radius: 8px; cursor: pointer; text-align: center; padding: 1rem;
  }
  .drop input { position: absolute; opacity: 0; width: 1px; height: 1px; }
  .drop span { color: var(--soft); font-size: .9rem; }
  .drop.over, .drop:hover { border-color: var(--link); } .drop:focus-within { outline: 2px solid var(--link); }
  .drafts { list-style: none; margin: 0; padding: 0; }
  .draft {
    background: var(--paper); border: 1px solid var(--line); border-left: 4px solid var(--line); border-radius: 4px;
    padding: .6rem .75rem; margin: .5rem 0; display: flex; flex-wrap: wrap; gap: .1rem .75rem; align-items: baseline;
  }
  .name { font-weight: 600; } .profile { color: var(--soft); } .state { flex: 1 0 100%; }
  .draft.error, .draft.failed { border-left-color: var(--error); } .error .state, .failed .state { color: var(--error); }
  .draft.warning { border-left-color: var(--warning); } .warning .state { color: var(--warning); }
  .draft.info { border-left-color: var(--info); } .draft.clean { border-left-color: var(--good); } .clean .state { color: var(--good); }
  progress { flex: 1 0 100%; width: 100%; height: .4rem; }
  .actions, .all { display: flex; flex-wrap: wrap; gap: .25rem 1rem; align-items: baseline; }
  a, button { color: var(--link); font: inherit; } button { background: none; border: 0; padding: 0; text-decoration: underline; cursor: pointer; }
  select { font: inherit; max-width: 100%; }
  iframe { position: absolute; width: 0; height: 0; border: 0; }
  """
