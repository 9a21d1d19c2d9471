import { Image, Link2, X } from 'lucide-react';
import { useRef, useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { uploadFile } from '../../../api/case-acts.js';
import { explain } from '../../../api/explain.js';
import { ProblemError } from '../../../api/problem.js';
import { t } from '../../../messages/t.js';
import { Banner } from '../../../ui/banner.js';
import { Button } from '../../../ui/button.js';
import { IconButton } from '../../../ui/icon-button.js';
import { Menu } from '../../../ui/menu.js';
import { SegmentedChoice } from '../../../ui/segmented-choice.js';
import { onSubmitKey } from '../../../ui/submit-key.js';
import { TextArea } from '../../../ui/text-area.js';
import { TextField } from '../../../ui/text-field.js';
import type { AuthorRole, Interview, Question } from '../api.js';
import { byList, speakersFor } from '../interview-state.js';
import styles from './live.module.css';
import { useComposer } from './use-composer.js';
import { useWritingSign } from './use-writing-sign.js';

interface Props {
  readonly interview: Interview;
  readonly questions: readonly Question[];
  /** The question that the words answer. */
  readonly question: Question | undefined;
  readonly onQuestion: (question: Question | undefined) => void;
}

const writeAs = (role: AuthorRole): string => t('interviews.writeAs', { role: t(`interviews.role_${role}`) });

const MOST = 5000;
const PICTURES = 5;

/** Writes down what is said, in one of the account's roles. What is typed and not sent stays on the device. */
export function Composer({ interview, questions, question, onQuestion }: Props) {
  const roles = interview.you.crew.filter((role): role is AuthorRole => role !== 'reviewer');
  const composer = useComposer(interview, roles);
  const { words, change, waiting, refusal } = composer;
  const sign = useWritingSign(interview.id);
  const [failure, setFailure] = useState<string>();
  const field = useRef<HTMLDivElement>(null);
  const { chosen, approved } = byList(questions);
  const faults = refusal instanceof ProblemError ? refusal.fields : undefined;
  const linkTo = (one: Question, name: string) => ({ id: one.id, name, run: () => onQuestion(one) });
  const speakers = speakersFor(interview, words.role, t('interviews.role_host'));
  const [isNameless, setNameless] = useState(false);
  const send = (): void => {
    if (words.text.trim() === '') return;
    setNameless(words.speaker.trim() === '');
    if (words.speaker.trim() === '') return;
    sign.stop();
    composer.send(question?.id);
    onQuestion(undefined);
    field.current?.querySelector('textarea')?.focus();
  };
  const add = async (files: readonly File[]): Promise<void> => {
    setFailure(undefined);
    try {
      const stored = await Promise.all(files.map(uploadFile));
      composer.addPictures(stored.map(({ id, name }) => ({ id, name })));
    } catch (error) {
      setFailure(explain(error));
    }
  };
  return (
    <form
      className={styles.composer}
      aria-label={t('interviews.words')}
      noValidate
      onKeyDownCapture={onSubmitKey(send)}
      onSubmit={(event) => {
        event.preventDefault();
        send();
      }}
    >
      <div className={styles.identity}>
        {roles.length === 1 ? (
          <span>{writeAs(words.role)}</span>
        ) : (
          <SegmentedChoice
            label={t('interviews.identity')}
            value={words.role}
            options={roles.map((id) => ({ id, name: writeAs(id) }))}
            onChange={(id) => composer.takeRole(roles.find((role) => role === id) ?? words.role)}
          />
        )}
        <span className={styles.hint}>{t('interviews.ownWords')}</span>
      </div>
      {speakers.length > 1 && (
        <SegmentedChoice
          label={t('interviews.speakerNamed')}
          value={words.speaker}
          options={speakers.map((name) => ({ id: name, name }))}
          onChange={(speaker) => change({ speaker })}
        />
      )}
      <div ref={field} className={styles.fields}>
        <TextField
          label={t('interviews.speaker')}
          value={words.speaker}
          onChange={(speaker) => change({ speaker })}
          error={
            isNameless && words.speaker.trim() === '' ? t('interviews.noSpeaker') : faults?.get('speaker')
          }
        />
        <TextArea
          label={t('interviews.words')}
          note={t('interviews.reviewNote')}
          rows={2}
          max={MOST}
          value={words.text}
          onChange={(text) => {
            change({ text });
            sign.write(words.role);
          }}
          error={faults?.get('text')}
        />
      </div>
      {question && (
        <p className={styles.linked}>
          <span className={styles.answers}>{t('interviews.answers', { text: question.text })}</span>
          <IconButton
            icon={X}
            size="small"
            label={t('interviews.noQuestionLinked')}
            onPress={() => onQuestion(undefined)}
          />
        </p>
      )}
      {words.pictures.map(({ id, name }) => (
        <p key={id} className={styles.linked}>
          {name}
          <IconButton
            icon={X}
            size="small"
            label={t('interviews.removePicture', { name })}
            onPress={() => change({ pictures: words.pictures.filter((one) => one.id !== id) })}
          />
        </p>
      ))}
      {waiting > 0 && <Banner tone="warn">{t('interviews.waitingToSend')}</Banner>}
      {(failure !== undefined || (refusal !== undefined && !faults?.size)) && (
        <Banner tone="late">{failure ?? explain(refusal)}</Banner>
      )}
      <div className={styles.foot}>
        <FileTrigger
          allowsMultiple
          acceptedFileTypes={['image/jpeg', 'image/png', 'image/gif']}
          onSelect={(files) => files && void add([...files].slice(0, PICTURES))}
        >
          <Button size="small">
            <Image size={14} aria-hidden />
            {t('interviews.addPicture')}
          </Button>
        </FileTrigger>
        {chosen.length + approved.length > 0 && (
          <Menu
            label={t('interviews.linkQuestion')}
            trigger={
              <Button size="small">
                <Link2 size={14} aria-hidden />
                {t('interviews.linkQuestion')}
              </Button>
            }
            groups={[
              chosen.map((one) => linkTo(one, t('interviews.chosenFirst', { text: one.text }))),
              approved.map((one) => linkTo(one, one.text)),
            ].filter((group) => group.length > 0)}
          />
        )}
        <span className={styles.hint}>{t('interviews.offlineNote')}</span>
        <Button type="submit" kind="primary">
          {t('interviews.submitWords')}
        </Button>
      </div>
    </form>
  );
}
