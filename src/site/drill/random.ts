/** Puts one of all drills into this page, without its title. The number in the address says which, so that a reload keeps it. */
import './drill.ts';

class RandomDrill extends HTMLElement {
  connectedCallback(): void {
    const drills: readonly string[] = JSON.parse(this.dataset.drills ?? '[]');
    const another = this.querySelector('button');
    another?.addEventListener('click', () => {
      const rest = drills.map((_, index) => index + 1).filter((number) => number !== numberIn(location.hash));
      location.hash = `#${rest[Math.floor(Math.random() * rest.length)]}`;
      // A console that is open holds the world of the drill before.
      location.reload();
    });
    const known = numberIn(location.hash);
    const number = known >= 1 && known <= drills.length ? known : Math.floor(Math.random() * drills.length) + 1;
    history.replaceState(null, '', `#${number}`);
    this.hidden = false;
    void this.#show(drills[number - 1] ?? '');
  }

  async #show(address: string): Promise<void> {
    const place = document.querySelector('#drill');
    const status = this.querySelector('[role=status]');
    if (place === null || status === null) return;
    try {
      const answer = await fetch(address);
      if (!answer.ok) throw new Error(`the server said ${answer.status}`);
      const page = new DOMParser().parseFromString(await answer.text(), 'text/html');
      const content = page.querySelector('.sb-drill')?.parentElement;
      if (!content) throw new Error('the page that came is not a drill');
      const title = page.querySelector('h1')?.textContent ?? '';
      // Its scripts are here already, and what a page brought from elsewhere would not run.
      place.append(...[...content.childNodes].map((node) => document.adoptNode(node)));
      document.addEventListener('sb-drill-solved', () => {
        const link = document.createElement('a');
        link.href = address;
        link.textContent = title;
        status.replaceChildren('This was: ', link, '.');
      });
    } catch (error) {
      status.textContent = `The drill could not be loaded: ${error instanceof Error ? error.message : error}. Check your connection and reload the page.`;
    }
  }
}

function numberIn(hash: string): number {
  return Number(/^#(\d{1,3})$/.exec(hash)?.[1] ?? 0);
}

customElements.define('sb-random-drill', RandomDrill);
