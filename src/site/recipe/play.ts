/** Runs a recipe in this tab and shows what came under each step. */
import { mount, unmount } from 'svelte';
import Sequence from '../../../playground/console/view/Sequence.svelte';
import { capulet, defaultDns, montague, prosodyName, type Sandbox, start } from '../../../playground/sandbox/index.ts';
import { connectToSandbox, RecipeRun, type RecipeStep, type StepResult } from '../../../playground/session/index.ts';
import { Outcomes } from './outcomes.ts';
import { sequenceOf } from './sequence.ts';

export interface PlayerOptions {
  /** As they are to be sent: the reader may change them between runs. */
  readonly steps: readonly RecipeStep[];
  /** As the page has them. */
  readonly recorded: readonly RecipeStep[];
  /** Tells the reader what is going on. */
  readonly say: (text: string) => void;
}

export interface Player {
  /** A fresh server, then all steps in order. */
  runAll(): Promise<void>;
  /** Sends this stanza and waits for its replies, after the steps above it that have not run yet. */
  tryStep(id: string): Promise<void>;
  /** What this step was answered is no longer what it says: it is sent again before the steps below it. */
  forget(id: string): void;
}

interface Stage {
  readonly sandbox: Sandbox;
  readonly run: RecipeRun;
  readonly startedIn: number;
}

export function createPlayer({ steps, recorded, say }: PlayerOptions): Player {
  let stage: Stage | undefined;
  let results: StepResult[] = [];
  const outcomes = new Outcomes({ steps, recorded });
  let diagram: { readonly view: ReturnType<typeof mount>; readonly place: Element } | undefined;

  async function clear(): Promise<void> {
    const former = stage;
    stage = undefined;
    results = [];
    await outcomes.clear();
    await showDiagram();
    if (former === undefined) return;
    await former.run.close();
    await former.sandbox.stop();
  }

  async function showDiagram(): Promise<void> {
    if (diagram !== undefined) {
      await unmount(diagram.view);
      diagram.place.remove();
      diagram = undefined;
    }
    if (results.length === 0) return;
    const place = document.createElement('div');
    place.className = 'sb-sequence not-content';
    const answers = document.querySelector('#answers');
    if (answers !== null) answers.before(place);
    else document.querySelector(`#step-${steps.at(-1)?.id}`)?.after(place);
    diagram = { view: mount(Sequence, { target: place, props: { data: sequenceOf(results) } }), place };
  }

  async function play(wanted: readonly RecipeStep[], startedIn: number): Promise<void> {
    if (stage === undefined) return;
    for (const step of wanted) {
      say(`Step ${steps.indexOf(step) + 1} of ${steps.length} ...`);
      const result = await stage.run.step(step);
      results.push(result);
      await outcomes.show(result, results);
      if (result.status === 'failed') break;
    }
    await showDiagram();
    say(closing(results, startedIn) + changedSteps(steps, recorded));
  }

  return {
    async runAll() {
      await clear();
      stage = await begin(steps, say);
      await play(steps, stage.startedIn);
    },
    forget(id) {
      results = results.filter((result) => result.id !== id);
    },
    async tryStep(id) {
      stage ??= await begin(steps, say);
      const at = steps.findIndex((step) => step.id === id);
      const next = steps.findIndex((step, index) => index > at && step.kind === 'send');
      const done = new Set(results.filter(({ status }) => status !== 'failed').map((result) => result.id));
      const before = steps.slice(0, at).filter((step) => !done.has(step.id));
      await play([...before, ...steps.slice(at, next < 0 ? steps.length : next)], stage.startedIn);
    },
  };
}

async function begin(steps: readonly RecipeStep[], say: (text: string) => void): Promise<Stage> {
  const began = performance.now();
  say('Starting Prosody');
  const names = JSON.stringify(steps);
  const servers = names.includes(capulet.name) ? [montague, capulet] : [montague];
  const sandbox = await start({
    servers,
    dns: defaultDns,
    onProgress: (progress) => {
      if (progress.phase === 'download')
        say(`Fetching the server: ${Math.round(progress.loaded / 1024)} of ${Math.round(progress.total / 1024)} KiB`);
    },
  });
  const connect = connectToSandbox({
    connect: (server, port) => sandbox.connect(server, port),
    servers: servers.map(({ name }) => name),
    accounts: servers.flatMap(({ accounts = [] }) => accounts),
  });
  return { sandbox, run: new RecipeRun({ connect }), startedIn: performance.now() - began };
}

/** Says which steps are not the page's: what they were answered says nothing about the page. */
function changedSteps(steps: readonly RecipeStep[], recorded: readonly RecipeStep[]): string {
  const changed = steps.flatMap((step, index) => (step === recorded[index] ? [] : [index + 1]));
  if (changed.length === 0) return '';
  const which = changed.length === 1 ? `Step ${changed[0]} is` : `Steps ${changed.join(', ')} are`;
  return ` ${which} changed by you, and compared with what the page expects.`;
}

function closing(results: readonly StepResult[], startedIn: number): string {
  const latest = new Map(results.map((result) => [result.id, result]));
  const passed = [...latest.values()].filter(({ status }) => status === 'passed').length;
  const failed = [...latest.values()].find(({ status }) => status === 'failed');
  const ready = `${prosodyName} was ready in this tab after ${(startedIn / 1000).toFixed(1)} s.`;
  if (failed !== undefined) return `A step failed: ${failed.reason ?? 'no reason is known'}. ${ready}`;
  return `${passed} of ${latest.size} steps passed. ${ready}`;
}
