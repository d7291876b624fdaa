import { diagnose, install, prescription } from '../host/doctor.ts';

/** `doctor`: exit status 0 when nothing is missing, at the end. */
export async function doctorCommand(options: { readonly fix?: boolean }): Promise<number> {
  const diagnosis = await diagnose(true);
  const wrong = prescription(diagnosis);
  if (!wrong) {
    console.log('This computer has all that the lab needs.');
    return 0;
  }
  if (diagnosis.impossible || !options.fix) {
    console.error(wrong);
    return 1;
  }
  await install(diagnosis.missing);
  const after = prescription(await diagnose(true));
  console.log(after ?? 'This computer now has all that the lab needs.');
  return after ? 1 : 0;
}
