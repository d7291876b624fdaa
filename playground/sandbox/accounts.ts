/**
 * What Prosody would derive from the passwords of the ready-made accounts (10 000 rounds of PBKDF2 each), so that the first login takes no time. Only
 * the servers' thread has it: a page starts with the passwords alone. A test derives the keys again.
 */
import { cast } from '../cast.ts';
import type { Account } from './types.ts';

/** What Prosody keeps of a password instead of the password (RFC 5802 section 3); keys in hexadecimal. */
interface ScramKeys {
  readonly salt: string;
  readonly iterations: number;
  readonly storedKey: string;
  readonly serverKey: string;
}

type Keys = Readonly<Record<'SHA-1' | 'SHA-256', ScramKeys>>;

const keys: Readonly<Record<string, Keys>> = {
  'romeo@montague.example': {
    'SHA-1': {
      salt: '42b405a614805a9ae05022ae21becaf9',
      iterations: 10000,
      storedKey: 'ea8079709aa91a09b815e72afa3b493469965ab1',
      serverKey: 'e07320d0ec95db279f954a4eb44f4a6933554398',
    },
    'SHA-256': {
      salt: '110334db91733bad878ef050ad17b499',
      iterations: 10000,
      storedKey: '646a8357ba7bb4935ee1dbe5540963db3ca292a63a23c2587308b0b190bcc8e5',
      serverKey: '6c6590eefeda53c2e27851b8786cc1505c9fddd8d1c43a631f133c550bea4a74',
    },
  },
  'juliet@montague.example': {
    'SHA-1': {
      salt: '574b1f74c2f8005a224d2f9a3fba64ea',
      iterations: 10000,
      storedKey: '14ac1d66a91206447e14c4881e29fff77c40148e',
      serverKey: '4977fb25542a7f7114f470b1cb13853c29c8c4b5',
    },
    'SHA-256': {
      salt: 'ebad4706f7defedfc28a06ad2d61063c',
      iterations: 10000,
      storedKey: '4b10d31c8b99ebf5761175806ffe98e07f7e45a856fd335e30bf4c7143b737fa',
      serverKey: '92885cf0fd6b90f0974471a49377fd14eca5848d86614208a7ace067cf1635e4',
    },
  },
  'mercutio@montague.example': {
    'SHA-1': {
      salt: 'f4bb9911ab2732cbd004b22337646acd',
      iterations: 10000,
      storedKey: 'a59c6bbd7d6ec25b53c31c45535824e0ae66f0f6',
      serverKey: 'f2fa0809df2702b77c45c4ec2bc118dc96150769',
    },
    'SHA-256': {
      salt: 'd552ed8e21fc276cfd3d6aac6b62f595',
      iterations: 10000,
      storedKey: '894aa9159314264f8066cad2adb53ea498d7cce5d0d44e3370bbe906cf0887eb',
      serverKey: '29fc17db7c5850a92a33b8d3a47392093aa3ccaaa0e6a7e032b772d919d1d7c6',
    },
  },
  'nurse@montague.example': {
    'SHA-1': {
      salt: '26b63e23a1b402067f2a54d276a7cbcf',
      iterations: 10000,
      storedKey: '495e13c2028392bf0833af1ab68720fc3fb362ea',
      serverKey: '5af6446db128693480f4654f3d405b61c584f812',
    },
    'SHA-256': {
      salt: '40956ec98f46c9bd061154c3fdfb2554',
      iterations: 10000,
      storedKey: 'a306211b841bb78682fa7763e86b7cc2d95f17ea607de7819c45b3798c6404a1',
      serverKey: '327c02e14198b1b67c50bec10f704a08fdb1b59ce64758932e141c663e98aa77',
    },
  },
  'juliet@capulet.example': {
    'SHA-1': {
      salt: 'bb1cc481902a2790a88358d26f7dd158',
      iterations: 10000,
      storedKey: '8a5eafbf007ad992c4c01c298afd67be7e687550',
      serverKey: 'ed251caebb36f34a6a6d644f6679b063eb25ebc7',
    },
    'SHA-256': {
      salt: '099003288feb80f3cb12f1624fd6e6da',
      iterations: 10000,
      storedKey: 'a04744a1ba8018e5b6d111c4c2a9de190189ede27e8c25fd666973564892143f',
      serverKey: '638b8314270d7e2bf0081f2960ab71407e390575ebfef160aee55f3c0db2821b',
    },
  },
  'tybalt@capulet.example': {
    'SHA-1': {
      salt: '96c60bdc15c3a8622c8bd75bea438ed1',
      iterations: 10000,
      storedKey: '4634bed9e9986a2f8527ac64c5538bfd5f4e6819',
      serverKey: '3d17aaaa0a9a8bde58be2fa2a5352a1d9fdc262d',
    },
    'SHA-256': {
      salt: '9a793876f6e2faa541cae769e7792dce',
      iterations: 10000,
      storedKey: 'd79093fc60e9ab4e0c957021cd8a68c301de548e0a41ebbe0eec129f3459cf90',
      serverKey: 'f50c3ef236707403a71c9aee9a9979d2c285033cdb9e60d403f67ff80e243fe1',
    },
  },
};

/** Undefined for an account that is not ready-made, or has another password: Prosody derives its keys at the first login. */
export function readyKeys({ jid, password }: Account): Keys | undefined {
  const isReady = cast.some((ready) => `${ready.local}@${ready.host}` === jid && ready.password === password);
  return isReady ? keys[jid] : undefined;
}
