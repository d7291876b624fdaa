/**
 * The pictures of one block of instructions: one of each form, when it is filled in, and one of each other click. What is only
 * opened or seen gets one where none of these shows it. Each stands under the last instruction that it is about.
 */
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page as BrowserPage, Locator } from 'playwright-core';
import { asWritten, type BrowserStep, type ScreenshotEvidence } from '../../lesson/index.ts';
import { capture, compress, fitTogether } from './picture.ts';

/** Instructions that one picture will show. */
interface Held {
  readonly kind: 'form' | 'seen' | 'opened';
  readonly controls: readonly Locator[];
  /** Their places in the block, from 0. */
  readonly indexes: readonly number[];
  /** Of a form, as it was after its last instruction: that one may have led away from it. */
  readonly png: Buffer | undefined;
}

export interface AlbumSettings {
  readonly page: BrowserPage;
  readonly step: BrowserStep;
  /** Where the pictures go. */
  readonly folder: string;
  /** Between a picture's number and its ending: `.prosody` on the pages that run once for each server. */
  readonly mark: string;
}

export class Album {
  readonly pictures: ScreenshotEvidence[] = [];
  readonly #settings: AlbumSettings;
  /** Fields that a password was typed into: also where the page does not call them so. */
  readonly #secrets: Locator[] = [];
  #held: Held | undefined;

  constructor(settings: AlbumSettings) {
    this.#settings = settings;
  }

  /** A control of a form was used. */
  async used(index: number, control: Locator): Promise<void> {
    const instruction = this.#settings.step.instructions[index];
    if (instruction?.verb === 'fill' && instruction.secret) this.#secrets.push(control);
    const held = await this.#heldOf('form', control);
    const controls = [...(held?.controls ?? []), control];
    const png = (await this.#capture(controls)) ?? held?.png;
    this.#held = { kind: 'form', controls, indexes: [...(held?.indexes ?? []), index], png };
  }

  /** Before a click, which may lead away: the form above it and the click are one picture where they fit into one. */
  async clicks(index: number, control: Locator): Promise<void> {
    const held = await this.#heldOf('form', control);
    this.#held = undefined;
    const png = await this.#capture([...(held?.controls ?? []), control]);
    await this.#save(png, [...(held?.indexes ?? []), index]);
  }

  /** Something that the reader is to see is there. */
  async seen(index: number, control: Locator): Promise<void> {
    const held = await this.#heldOf('seen', control);
    const controls = [...(held?.controls ?? []), control];
    this.#held = { kind: 'seen', controls, indexes: [...(held?.indexes ?? []), index], png: undefined };
  }

  /** A page is there that was asked for by its address. */
  opened(index: number): void {
    this.#held = { kind: 'opened', controls: [], indexes: [index], png: undefined };
  }

  /** To be called before the page is left for another address, and at the end. */
  async finish(): Promise<void> {
    const held = this.#held;
    this.#held = undefined;
    if (held) await this.#save((await this.#capture(held.controls)) ?? held.png, held.indexes);
  }

  /** What is held, if one picture can show the control as well. Otherwise takes the picture of a form that nothing else shows. */
  async #heldOf(kind: Held['kind'], control: Locator): Promise<Held | undefined> {
    const held = this.#held;
    if (held === undefined) return undefined;
    const isOne = held.kind === kind && (await fitTogether(this.#settings.page, [...held.controls, control]));
    if (isOne) return held;
    this.#held = undefined;
    // What was opened or seen is in the picture that comes now.
    if (held.kind === 'form') await this.#save(held.png, held.indexes);
    return undefined;
  }

  #capture(controls: readonly Locator[]): Promise<Buffer | undefined> {
    const { page, step } = this.#settings;
    const masked = step.instructions.flatMap((one) => (one.verb === 'mask' ? [page.getByText(one.label)] : []));
    return capture(page, controls, [...masked, ...this.#secrets]);
  }

  async #save(png: Buffer | undefined, indexes: readonly number[]): Promise<void> {
    const { step, folder, mark } = this.#settings;
    const index = indexes.at(-1);
    if (!png || index === undefined) return;
    const file = `${step.id}-${index + 1}${mark}.webp`;
    const { webp, width, height } = await compress(png);
    await writeFile(join(folder, file), webp);
    const said = indexes.flatMap((one) => step.instructions[one] ?? []).map(asWritten);
    this.pictures.push({ file, width, height, alt: said.join('. '), instruction: index });
  }
}
