/** The page's look: one column, readable at 360 px, by the reader's light or dark preference. */
export const pageStyle = `
:root { color-scheme: light dark; --paper: #eef1f4; --card: #fff; --ink: #1b2430; --soft: #566273; --line: #d9dfe6; --accent: #0b5fa5;
  --on-accent: #fff; --official: #e7f1fb; --fresh: #fff3c9; --shadow: 0 1px 2px rgb(20 30 45 / .08), 0 4px 14px rgb(20 30 45 / .05) }
@media (prefers-color-scheme: dark) { :root { --paper: #12161c; --card: #1b2129; --ink: #e8ecf1; --soft: #a3afbd; --line: #323b47;
  --accent: #7db9f0; --on-accent: #0c1622; --official: #1a2d40; --fresh: #3c3717; --shadow: none } }
* { box-sizing: border-box }
html { font: 16px/1.5 system-ui, "Segoe UI", Roboto, "PT Sans", sans-serif; background: var(--paper); color: var(--ink) }
body { margin: 0 }
a { color: var(--accent); text-underline-offset: 3px }
:focus-visible { outline: 3px solid var(--accent); outline-offset: 2px; border-radius: 4px }
.note { background: var(--ink); color: var(--paper); font-size: .8125rem }
.note > div, main, .head > div { max-width: 720px; margin: 0 auto; padding: 0 16px }
.note > div { display: flex; gap: 8px 16px; justify-content: space-between; align-items: center; padding-block: 6px }
.note a { color: inherit; white-space: nowrap; padding: 4px 0 }
.head { background: var(--card); border-bottom: 1px solid var(--line) }
.head .band { height: 72px; background: linear-gradient(115deg, #0b4f8a, #2c86c9 55%, #67b7a4); max-width: none; padding: 0 }
.head .who { display: flex; gap: 16px; align-items: flex-start; padding-block: 0 16px }
.head .face { margin-top: -32px }
.head h1 { font-size: clamp(1.125rem, 4.5vw, 1.5rem); line-height: 1.25; margin: 12px 0 0; overflow-wrap: anywhere }
.head p { margin: 0; color: var(--soft); font-size: .875rem }
.face { flex: none; inline-size: 40px; block-size: 40px; border-radius: 50%; display: grid; place-items: center; font-weight: 600;
  font-size: .875rem; color: #fff; background: #4a5a6c; text-transform: uppercase }
.face.big { inline-size: 80px; block-size: 80px; font-size: 1.75rem; border: 4px solid var(--card); background: #0b4f8a }
.face.us { background: #0b4f8a } .h0 { background: #7a3e48 } .h1 { background: #35623f } .h2 { background: #6b4a86 } .h3 { background: #8a4b14 }
.h4 { background: #1f6470 } .h5 { background: #4d5a2a }
main { padding-block: 16px 64px }
h2 { font-size: 1rem; color: var(--soft); font-weight: 600; margin: 8px 0 12px }
.post { background: var(--card); border: 1px solid var(--line); border-radius: 14px; box-shadow: var(--shadow); padding: 16px; margin-bottom: 20px }
.by { display: flex; gap: 12px; align-items: center }
.by strong, .by a { display: block; line-height: 1.3 }
time { color: var(--soft); font-size: .8125rem; white-space: nowrap }
.by a, .says a { text-decoration: none; font-weight: 600 } .by a:hover, .says a:hover { text-decoration: underline } .by a { font-weight: 400 }
.words { white-space: pre-wrap; overflow-wrap: anywhere; margin: 12px 0 }
.post > .words { font-size: 1.0625rem }
.count { color: var(--soft); font-size: .875rem; border-top: 1px solid var(--line); padding-top: 12px; margin: 12px 0 0 }
ol { list-style: none; margin: 0; padding: 0 }
.comment { margin-top: 14px }
.comment .says { display: flex; gap: 12px; border-radius: 12px; padding: 8px; margin-inline: -8px }
.comment .says > div { min-width: 0; flex: 1 }
.comment .words { margin: 2px 0 4px }
.comment ol { margin-inline-start: 26px; padding-inline-start: 18px; border-inline-start: 2px solid var(--line) }
.official > .says { background: var(--official) }
.badge { display: inline-block; font-size: .75rem; font-weight: 600; background: var(--accent); color: var(--on-accent); border-radius: 99px;
  padding: 1px 9px; margin-inline: 2px 4px; white-space: nowrap }
.pointed > .says { outline: 2px solid var(--accent) }
.fresh > .says { animation: fresh 6s ease-out }
@keyframes fresh { from, 40% { background: var(--fresh) } }
@media (prefers-reduced-motion: reduce) { .fresh > .says { animation: none; background: var(--fresh) } }
.gone { color: var(--soft); font-style: italic }
img { max-width: 100%; max-height: 320px; border-radius: 10px; display: block; margin-top: 8px; background: var(--line) }
details { margin-inline-start: 52px }
.acts { display: flex; flex-wrap: wrap; gap: 0 16px; margin-inline-start: 52px }
.acts > details { margin: 0 } .acts > details[open] { flex-basis: 100% }
form.act { padding: 0 } form.act button { font-size: .875rem; font-weight: 400; min-height: 0; padding: 4px 0; background: none; color: var(--accent) }
.keep { display: flex; gap: 8px; align-items: center; overflow-wrap: anywhere } .keep input { width: auto; flex: none }
.doc { margin: 4px 0; overflow-wrap: anywhere }
summary { cursor: pointer; color: var(--accent); font-size: .875rem; padding: 4px 0; width: max-content; max-width: 100% }
.post > details { margin: 12px 0 0 }
.post > details > summary { font-size: 1rem; font-weight: 600 }
form { display: grid; gap: 10px; padding: 8px 0 12px }
label { display: grid; gap: 4px; font-size: .875rem; color: var(--soft) }
input, textarea { font: inherit; color: var(--ink); background: var(--paper); border: 1px solid var(--soft); border-radius: 8px; padding: 8px 10px; width: 100% }
textarea { min-height: 5.5rem; resize: vertical }
button { font: inherit; font-weight: 600; border: 0; border-radius: 8px; padding: 10px 18px; background: var(--accent); color: var(--on-accent);
  cursor: pointer; justify-self: start; min-height: 44px }
.alert { background: var(--card); border: 1px solid #b3261e; border-inline-start-width: 6px; border-radius: 10px; padding: 12px 16px }
.hidden { position: absolute; inline-size: 1px; block-size: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap }
@media (max-width: 480px) { .comment ol { margin-inline-start: 10px; padding-inline-start: 10px } details, .acts { margin-inline-start: 0 }
  .face { inline-size: 34px; block-size: 34px } .face.big { inline-size: 68px; block-size: 68px } .comment .says { gap: 10px } .note > div { align-items: flex-start } }
`
