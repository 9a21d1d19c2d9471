import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Save } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { explain } from '../../../api/explain.js';
import { ProblemError } from '../../../api/problem.js';
import { dayOf, timeOf } from '../../../lib/dates.js';
import { indexedDbDrafts } from '../../../lib/draft-store.js';
import { keys } from '../../../lib/key-table.js';
import { useDrafts } from '../../../lib/use-drafts.js';
import { useMe } from '../../../lib/me.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { saveSurvey, surveyQuery, type StaffSurvey } from '../staff-api.js';
import { editedOf, editOf, placedFaults, type EditedSurvey } from './edited-survey.js';
import { MissingList } from './missing-list.js';
import { PhonePreview } from './phone-preview.js';
import { QuestionBlocks } from './question-blocks.js';
import { SurveySettings } from './survey-settings.js';
import styles from './survey-editor.module.css';

const store = indexedDbDrafts();
const NONE: ReadonlyMap<string, string> = new Map();

/** What is kept on this device of changes that are not saved. */
interface Kept {
  readonly revision: number;
  readonly edited: EditedSurvey;
}

/** Writes a survey: settings, questions as blocks, and the phone beside them. */
export function SurveyEditor({ survey }: { readonly survey: StaffSurvey }) {
  const { id } = survey;
  const { username } = useMe();
  const [edited, setEdited] = useState(() => editedOf(survey));
  // What was read: somebody else’s saving must not be overwritten.
  const [revision, setRevision] = useState(survey.revision);
  const [isChanged, setChanged] = useState(false);
  const [open, setOpen] = useState<string>();
  const [savedAt, setSavedAt] = useState<number>();
  const [today] = useState(() => dayOf(new Date()));
  const queries = useQueryClient();
  const drafts = useDrafts(store, () => undefined);
  const key = `${username}:survey-edit:${id}`;

  useEffect(() => {
    void drafts.load<Kept>(key).then((kept) => {
      if (kept?.value.revision !== revision) return;
      setEdited(kept.value.edited);
      setChanged(true);
    });
    // Once: what is kept is older than what is typed.
  }, []);

  const save = useMutation({
    mutationFn: () => saveSurvey(id, revision, editOf(edited)),
    onSuccess: (saved) => {
      queries.setQueryData(surveyQuery(id).queryKey, saved);
      setRevision(saved.revision);
      // What could not be submitted may be now.
      void queries.invalidateQueries({ queryKey: ['task'] });
      setChanged(false);
      setSavedAt(Date.now());
      void drafts.remove(key);
    },
    onError: (error) => {
      const [first] = faultsOf(error).keys();
      const place = /^questionnaire\.pages\.(\d+)\.elements\.(\d+)/.exec(first ?? '');
      const sent = edited.questionnaire.pages.filter(({ elements }) => elements.length > 0);
      if (place) setOpen(sent[Number(place[1])]?.elements[Number(place[2])]?.name);
    },
  });
  const latest = useRef(save.mutate);
  useEffect(() => {
    latest.current = save.mutate;
  });
  useEffect(
    () =>
      keys.add([
        {
          keys: 'Ctrl+S',
          title: t('surveyDesk.save'),
          whileTyping: true,
          run: () => latest.current(),
        },
      ]),
    [],
  );
  const change = (part: Partial<EditedSurvey>): void => {
    const next = { ...edited, ...part };
    setEdited(next);
    setChanged(true);
    drafts.save(key, { revision, edited: next } satisfies Kept, Date.now());
  };
  const reload = async (): Promise<void> => {
    await drafts.remove(key);
    const fresh = await queries.fetchQuery({ ...surveyQuery(id), staleTime: 0 });
    setEdited(editedOf(fresh));
    setRevision(fresh.revision);
    setChanged(false);
    save.reset();
  };
  const faults = placedFaults(faultsOf(save.error), edited.questionnaire);
  const isRaced = save.error instanceof ProblemError && save.error.code === 'SURVEY_CHANGED';
  return (
    <div className={styles.editor}>
      <div className={styles.writing}>
        <div className={styles.bar}>
          <Button kind="primary" isDisabled={!isChanged || save.isPending} onPress={() => save.mutate()}>
            <Save size={16} aria-hidden />
            {t('surveyDesk.save')}
          </Button>
          <span role="status">
            {isChanged
              ? t('surveyDesk.unsaved')
              : savedAt && t('surveyDesk.savedAt', { time: timeOf(savedAt) })}
          </span>
        </div>
        {save.error && (
          <Banner
            tone="late"
            action={
              isRaced && (
                <Button size="small" onPress={() => void reload()}>
                  {t('surveyDesk.reload')}
                </Button>
              )
            }
          >
            {faults.size > 0 ? [...new Set(faults.values())].join('；') : explain(save.error)}
          </Banner>
        )}
        <MissingList edited={edited} freeText={survey.freeText} onOpen={setOpen} />
        <h2 className={styles.title}>{t('surveyDesk.settings')}</h2>
        <SurveySettings value={edited} onChange={change} today={today} faults={faults} />
        <h2 className={styles.title} id="survey-questionnaire" tabIndex={-1}>
          {t('surveyDesk.questionnaire')}
        </h2>
        <QuestionBlocks
          questionnaire={edited.questionnaire}
          onChange={(questionnaire) => change({ questionnaire })}
          open={open}
          onOpen={setOpen}
          faults={faults}
        />
      </div>
      <div className={styles.preview}>
        <PhonePreview title={edited.title} questionnaire={edited.questionnaire} />
      </div>
    </div>
  );
}

const faultsOf = (error: unknown): ReadonlyMap<string, string> =>
  error instanceof ProblemError ? error.fields : NONE;
