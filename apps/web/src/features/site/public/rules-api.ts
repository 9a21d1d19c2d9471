import { api, type Schemas } from '../../../api/client.js';

/** The rules of the mailbox that are in force. */
export async function readRules(): Promise<Schemas['MailboxRulesView']> {
  const { data } = await api.GET('/api/v1/public/letter-rules');
  return data!;
}

export const rulesAddress = (format: 'docx' | 'pdf'): string =>
  `/api/v1/public/letter-rules/document?format=${format}`;
