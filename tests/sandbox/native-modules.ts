/** Prosody's modules of the community as Debian packages them, in a folder of our own. */
import { debianFolder } from './debian-folder.ts';

/** The folder for `plugin_paths`, or in words why there is none. */
export async function prosodyModules(): Promise<{ readonly folder: string } | { readonly problem: string }> {
  try {
    const root = await debianFolder({ name: 'native-prosody-modules-1', packages: ['prosody-modules'] });
    return { folder: `${root}/usr/lib/prosody/modules` };
  } catch (error) {
    return { problem: `prosody-modules could not be had: ${error instanceof Error ? error.message : String(error)}` };
  }
}
