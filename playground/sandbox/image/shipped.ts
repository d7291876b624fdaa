import type { Files } from '../bundle-format.ts';
import { capulet, montague } from '../config.ts';
import type { ServerConfig } from '../types.ts';
import { readImage, type ServerImage, type Started } from './format.ts';
import { keyOf } from './module-key.ts';

/** The servers whose images come with the site. */
export const shipped: readonly ServerConfig[] = [montague, capulet];

/** The images that come with the site; each is fetched once, when it is asked for. */
export class ShippedImages {
  readonly #load: (name: string) => Promise<Files>;
  readonly #module: Promise<WebAssembly.Module>;
  readonly #loading = new Map<string, Promise<ServerImage | null>>();

  /** @param load the files of the image of a server, by its name */
  constructor(load: (name: string) => Promise<Files>, module: Promise<WebAssembly.Module>) {
    this.#load = load;
    this.#module = module;
  }

  /** Begins to fetch the image of this server; false when there is none. */
  fetch(server: ServerConfig, pretendTls = false): boolean {
    if (pretendTls || !shipped.some((one) => isSame(one, server))) return false;
    const loading = this.#loading.get(server.name) ?? this.#load(server.name).then(readImage);
    // It is tried again when somebody asks again.
    const orNone = loading.catch(() => {
      this.#loading.delete(server.name);
      return null;
    });
    this.#loading.set(server.name, orNone);
    return true;
  }

  /** Null for a server that is none of them, and when the image cannot be had or is of another build: it starts from nothing then. */
  async find(server: ServerConfig, pretendTls = false): Promise<ServerImage | null> {
    if (!this.fetch(server, pretendTls)) return null;
    const image = await this.#loading.get(server.name);
    return image && image.key === keyOf(await this.#module) && isSame(image.server, server) ? image : null;
  }
}

const isSame = (one: Started, other: Started) =>
  one.name === other.name && one.address === other.address && one.config === other.config;
