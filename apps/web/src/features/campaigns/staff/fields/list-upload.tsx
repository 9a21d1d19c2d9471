import { useMutation, useQuery } from '@tanstack/react-query';
import { Check, Download } from 'lucide-react';
import { unitsQuery } from '../../../../api/case-queries.js';
import { explain } from '../../../../api/explain.js';
import { ProblemError, type Problem } from '../../../../api/problem.js';
import { t } from '../../../../messages/t.js';
import { Button } from '../../../../ui/button.js';
import { FieldError } from '../../../../ui/field-parts.js';
import { FileUpload } from '../../../../ui/file-upload.js';
import { Table } from '../../../../ui/table.js';
import type { UploadedList } from '../../lists-api.js';
import styles from './item-list-field.module.css';

/** What the server reads; it looks at the bytes and has the last word. */
const ACCEPTED = ['.xlsx', '.xls', '.csv'];

interface Props {
  /** @throws {ProblemError} LIST_REJECTED with its faulty rows */
  readonly upload: (file: File) => Promise<UploadedList>;
  readonly onUploaded: (list: UploadedList) => void;
}

/** Uploads a list as soon as it is chosen, and says what was read of it, or which rows are to be mended. */
export function ListUpload({ upload, onUploaded }: Props) {
  const { mutate, data, error, variables, isPending } = useMutation({
    mutationFn: upload,
    onSuccess: onUploaded,
  });
  return (
    <>
      <FileUpload
        label={t('campaigns.chooseFile')}
        accept={ACCEPTED}
        hint={t('campaigns.fileHint')}
        onFiles={([file]) => file && mutate(file)}
      />
      <div role="status">
        {isPending && <p className={styles.note}>{t('campaigns.uploading', { name: variables.name })}</p>}
        {data && !isPending && <Read list={data} name={variables.name} />}
      </div>
      {data && !isPending && <Preview list={data} />}
      <div>
        <Button size="small" onPress={saveTemplate}>
          <Download size={14} aria-hidden />
          {t('campaigns.template')}
        </Button>
      </div>
      {error && !isPending && <Rejected error={error} name={variables.name} />}
    </>
  );
}

function Read({ list, name }: { readonly list: UploadedList; readonly name: string }) {
  const { items, ignoredRows, ignoredSheets } = list;
  return (
    <>
      <p className={styles.done}>
        <Check size={14} aria-hidden /> {t('campaigns.uploaded', { name, items })}
      </p>
      {ignoredSheets.length > 0 && (
        <p className={styles.note}>{t('campaigns.ignoredSheets', { names: ignoredSheets.join('、') })}</p>
      )}
      {ignoredRows.length > 0 && (
        <details className={styles.note}>
          <summary>{t('campaigns.ignoredRows', { n: ignoredRows.length })}</summary>
          <ul>
            {ignoredRows.map(({ sheet, row, text }) => (
              <li key={`${sheet} ${row}`}>
                {sheet} {row}：{text}
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  );
}

/** The first items as they were read: what is wrong with a column shows before the list is submitted. */
function Preview({ list: { firstItems, withoutCode } }: { readonly list: UploadedList }) {
  const { data: units = [] } = useQuery(unitsQuery);
  const title = t('campaigns.previewOf', { n: firstItems.length });
  return (
    <section className={styles.preview} aria-label={title}>
      <Table
        caption={title}
        rows={firstItems.map((item, index) => ({ ...item, index }))}
        keyOf={({ index }) => String(index)}
        columns={[
          {
            id: 'unit',
            title: t('campaigns.columnUnit'),
            cell: ({ unit }) => units.find(({ code }) => code === unit)?.name ?? unit,
          },
          { id: 'code', title: t('campaigns.itemCode'), cell: ({ code }) => code },
          { id: 'name', title: t('campaigns.itemName'), cell: ({ name }) => name },
          { id: 'type', title: t('campaigns.itemType'), cell: ({ powerType }) => powerType },
          { id: 'guide', title: t('campaigns.itemGuide'), cell: ({ guideUrl }) => guideUrl },
        ]}
      />
      <p className={styles.note}>
        {withoutCode > 0 && `${t('campaigns.withoutCode', { n: withoutCode })}。`}
        {t('campaigns.previewNote')}
      </p>
    </section>
  );
}

/** A table with the columns that are read. Spreadsheet programs need the mark before UTF-8. */
function saveTemplate(): void {
  const file = new Blob([`\uFEFF${t('campaigns.templateColumns')}\r\n`], { type: 'text/csv' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(file);
  link.download = `${t('campaigns.templateName')}.csv`;
  link.click();
  URL.revokeObjectURL(link.href);
}

/** A fault of the whole file has no place in it. */
const WHOLE_FILE = 'file';

function Rejected({ error, name }: { readonly error: unknown; readonly name: string }) {
  if (!(error instanceof ProblemError) || error.code !== 'LIST_REJECTED')
    return <FieldError>{explain(error)}</FieldError>;
  const { issues = [], issueCount = issues.length } = error.problem as Problem & { issueCount?: number };
  return (
    <div role="alert" className={styles.rejected}>
      <b>{t('campaigns.rejected', { name, n: issueCount })}</b>
      <ul>
        {issues.map(({ field, message }) => (
          <li key={`${field} ${message}`}>
            {field === WHOLE_FILE ? message : t('campaigns.rejectedAt', { place: field, message })}
          </li>
        ))}
      </ul>
    </div>
  );
}
