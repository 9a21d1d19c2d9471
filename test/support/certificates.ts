import 'reflect-metadata';
import {
  BasicConstraintsExtension,
  SubjectAlternativeNameExtension,
  X509CertificateGenerator,
  type X509Certificate,
} from '@peculiar/x509';
import { KeyObject, webcrypto } from 'node:crypto';

/** PEM texts. */
export interface Identity {
  readonly certificate: string;
  readonly key: string;
}

/** As the certificates' library declares it; to Node it is its own. */
type KeyPair = Parameters<typeof X509CertificateGenerator.createSelfSigned>[0]['keys'];

const ALGORITHM = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' };
const HOUR_MS = 3_600_000;

/** A certificate authority for the length of a test. */
export class Authority {
  private constructor(
    private readonly root: X509Certificate,
    private readonly keys: KeyPair,
  ) {}

  static async create(): Promise<Authority> {
    const keys = await newKeys();
    const root = await X509CertificateGenerator.createSelfSigned({
      ...validity(),
      serialNumber: '01',
      name: 'CN=Test authority',
      keys,
      signingAlgorithm: ALGORITHM,
      extensions: [new BasicConstraintsExtension(true, 1, true)],
    });
    return new Authority(root, keys);
  }

  get certificate(): string {
    return this.root.toString('pem');
  }

  /** @param host name that a server is reached under */
  async issue(name: string, host?: string): Promise<Identity> {
    const keys = await newKeys();
    const certificate = await X509CertificateGenerator.create({
      ...validity(),
      subject: `CN=${name}`,
      issuer: this.root.subject,
      publicKey: keys.publicKey,
      signingKey: this.keys.privateKey,
      signingAlgorithm: ALGORITHM,
      extensions: host ? [new SubjectAlternativeNameExtension([{ type: 'dns', value: host }])] : [],
    });
    const key = KeyObject.from(keys.privateKey as webcrypto.CryptoKey).export({
      type: 'pkcs8',
      format: 'pem',
    }) as string;
    return { certificate: certificate.toString('pem'), key };
  }
}

const newKeys = (): Promise<KeyPair> =>
  webcrypto.subtle.generateKey(ALGORITHM, true, ['sign', 'verify']) as Promise<KeyPair>;

const validity = (): { notBefore: Date; notAfter: Date } => ({
  notBefore: new Date(Date.now() - HOUR_MS),
  notAfter: new Date(Date.now() + HOUR_MS),
});
