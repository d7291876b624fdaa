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

  /** Null for a server that is none of them, and when the image cannot be had or is of another build: it starts from nothing then. */
  async find(server: ServerConfig, pretendTls = false): Promise<ServerImage | null> {
    if (pretendTls || !shipped.some((one) => isSame(one, server))) return null;
    const image = await this.#fetch(server.name);
    return image && image.key === keyOf(await this.#module) && isSame(image.server, server) ? image : null;
  }

  #fetch(name: string): Promise<ServerImage | null> {
    const known = this.#loading.get(name);
    if (known) return known;
    const loading = this.#load(name)
      .then(readImage)
      .catch(() => {
        // It is tried again when somebody asks again.
        this.#loading.delete(name);
        return null;
      });
    this.#loading.set(name, loading);
    return loading;
  }
}

const isSame = (one: Started, other: Started) =>
  one.name === other.name && one.address === other.address && one.config === other.config;
