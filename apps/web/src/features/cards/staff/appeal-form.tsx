import { useState } from 'react';
import { explain } from '../../../api/explain.js';
import { dueText } from '../../../lib/dates.js';
import { t } from '../../../messages/t.js';
import { FileList, type ListedFile } from '../../../ui/file-list.js';
import { FileUpload } from '../../../ui/file-upload.js';
import { appealCard, uploadFile, type CardDetail } from '../api.js';
import { ActForm } from './act-form.js';

const ACCEPTED = ['application/pdf', 'image/jpeg', 'image/png'];

/** An appeal with its evidence. Files are uploaded as they are chosen, so that a refused form loses none. */
export function AppealForm({ card, now }: { readonly card: CardDetail; readonly now: Date }) {
  const [files, setFiles] = useState<readonly ListedFile[]>([]);
  const put = (key: string, file: ListedFile): void =>
    setFiles((all) => all.map((one) => (one.id === key ? file : one)));
  const add = (chosen: readonly File[]): void => {
    for (const file of chosen) {
      const listed: ListedFile = {
        id: crypto.randomUUID(),
        name: file.name,
        bytes: file.size,
        state: 'uploading',
      };
      setFiles((all) => [...all, listed]);
      uploadFile(file).then(
        (id) => put(listed.id, { id, name: file.name, bytes: file.size }),
        (error: unknown) => put(listed.id, { ...listed, state: 'failed', error: explain(error) }),
      );
    }
  };
  const uploaded = files.filter(({ state }) => state === undefined).map(({ id }) => id);
  return (
    <ActForm
      title={t('cards.appeal')}
      note={card.appealUntil && t('cards.appealUntil', { at: dueText(card.appealUntil, now) })}
      label={t('cards.evidence')}
      hint={t('cards.evidenceHint')}
      field="evidence"
      submit={t('cards.submitAppeal')}
      done={t('cards.appealed')}
      max={20_000}
      act={(evidence, key) => appealCard(card.id, { evidence, attachmentIds: uploaded }, key)}
    >
      <FileList files={files} onRemove={(id) => setFiles((all) => all.filter((file) => file.id !== id))} />
      <FileUpload label={t('cards.files')} accept={ACCEPTED} hint={t('cards.filesHint')} onFiles={add} />
    </ActForm>
  );
}
