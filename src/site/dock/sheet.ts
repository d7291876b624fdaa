/**
 * The styles of the dock, made when it is: Astro puts the styles of all that a page may load into its first visit, and the policy of a
 * page allows no style element that it does not know. A constructed sheet is neither.
 */
const css = `
.sb-dock {
  --sb-dock-gap: 0.5rem;
  position: fixed;
  z-index: 3;
  inset-inline: 0;
  inset-block-end: 0;
  block-size: var(--sb-dock-size);
  display: flex;
  flex-direction: column;
  border-block-start: 2px solid var(--sb-line-strong);
  background: var(--sb-paper);
  color: var(--sb-text);
  font-size: 0.875rem;
  line-height: 1.4;
}
.sb-dock[hidden] { display: none; }
.sb-dock iframe { flex: 1 1 auto; inline-size: 100%; min-block-size: 0; border: 0; background: var(--sb-paper); }
.sb-dock .head {
  flex: none;
  display: flex;
  flex-wrap: wrap;
  align-items: center;
  gap: 0.3rem var(--sb-dock-gap);
  padding: 0.35rem 0.75rem;
  border-block-end: 1px solid var(--sb-line);
}
.sb-dock .tools, .sb-dock .ends { display: flex; flex-wrap: wrap; gap: 0.3rem var(--sb-dock-gap); }
.sb-dock .ends { margin-inline-start: auto; }
.sb-dock p { flex: 1 1 100%; margin: 0; max-block-size: 4.2em; overflow: auto; overflow-wrap: anywhere; }
.sb-dock p:empty { display: none; }
html { --sb-dock-size: 55dvh; }
html.sb-dock-large { --sb-dock-size: 88dvh; }
html.sb-docked body { padding-block-end: var(--sb-dock-size); }
html.sb-docked { scroll-padding-block-end: calc(var(--sb-dock-size) + 1rem); }
@media (min-width: 62rem) {
  html { --sb-dock-size: clamp(26rem, 44vw, 56rem); }
  html.sb-dock-large { --sb-dock-size: 68vw; }
  .sb-dock {
    inset-inline-start: auto;
    inset-block-start: var(--sl-nav-height, 3.5rem);
    block-size: auto;
    inline-size: var(--sb-dock-size);
    border-block-start: 0;
    border-inline-start: 2px solid var(--sb-line-strong);
  }
  html.sb-docked { scroll-padding-block-end: 1rem; }
  html.sb-docked body { padding-block-end: 0; padding-inline-end: var(--sb-dock-size); }
  html.sb-docked .right-sidebar-container { display: none; }
  html.sb-docked.sb-docked.sb-docked .main-pane { --sl-content-margin-inline: auto; width: 100%; }
  html.sb-docked mobile-starlight-toc nav { inset-inline-end: var(--sb-dock-size); }
}
/* Below this, the list of pages would leave no measure to the text. */
@media (min-width: 50rem) and (max-width: 96rem) {
  html.sb-docked { --sl-sidebar-width: 0rem; --sl-content-inline-start: 0rem; }
  html.sb-docked .sidebar-pane { display: none; }
  html.sb-docked .main-frame { padding-inline-start: 0; }
}
html.sb-docked :is(.sb-try, .sb-open, .sb-recipe) { display: none; }
.sb-docked-step { display: inline-flex; gap: 0.4rem; }
.sb-docked-step[hidden] { display: none; }
.sb-goal-state { font-weight: 650; color: var(--sb-warn); }
.sb-goal-state[data-state='reached'] { color: var(--sb-good); }
@media print {
  .sb-dock, .sb-docked-step { display: none; }
  html.sb-docked body { padding: 0; }
}
`;

export function sheet(): CSSStyleSheet {
  const made = new CSSStyleSheet();
  made.replaceSync(css);
  return made;
}
