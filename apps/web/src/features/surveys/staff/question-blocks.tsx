import { Plus, Trash2 } from 'lucide-react';
import { useState } from 'react';
import { t } from '../../../messages/t.js';
import { Button } from '../../../ui/button.js';
import { IconButton } from '../../../ui/icon-button.js';
import { Menu } from '../../../ui/menu.js';
import { TextField } from '../../../ui/text-field.js';
import {
  moved,
  newQuestion,
  QUESTION_TYPES,
  withChanged,
  withoutPage,
  withoutQuestion,
  withPage,
  withPageChanged,
  withQuestion,
} from '../builder.js';
import {
  questionsOf,
  type QuestionJson,
  type QuestionnaireJson,
  type QuestionType,
} from '../questionnaire.js';
import { QuestionBlock } from './question-block.js';
import styles from './question-blocks.module.css';

interface Props {
  readonly questionnaire: QuestionnaireJson;
  readonly onChange: (questionnaire: QuestionnaireJson) => void;
  /** Name of the question whose fields are shown. */
  readonly open: string | undefined;
  readonly onOpen: (name: string | undefined) => void;
  /** What the server says, by path: `pages.0.elements.2.visibleIf`. */
  readonly faults: ReadonlyMap<string, string>;
}

/** Pages of questions, as blocks. */
export function QuestionBlocks({ questionnaire, onChange, open, onOpen, faults }: Props) {
  const { pages } = questionnaire;
  const all = questionsOf(questionnaire);
  const [announced, announce] = useState('');
  const add = (page: number, type: QuestionType): void => {
    const texts = {
      title: t('surveyDesk.newTitle'),
      choices: t('surveyDesk.newChoices').split(' '),
      rows: t('surveyDesk.newRows').split(' '),
    };
    const question = newQuestion(questionnaire, type, texts);
    onChange(withQuestion(questionnaire, page, question));
    onOpen(question.name);
  };
  let number = 0;
  return (
    <div className={styles.pages}>
      <p role="status" className="visually-hidden">
        {announced}
      </p>
      {pages.map((page, at) => (
        <section key={page.name} className={styles.page} aria-label={t('surveyDesk.page', { n: at + 1 })}>
          <header className={styles.head}>
            <h3>{t('surveyDesk.page', { n: at + 1 })}</h3>
            <TextField
              aria-label={t('surveyDesk.pageTitle', { n: at + 1 })}
              label=""
              placeholder={t('surveyDesk.pageTitleHint')}
              value={page.title ?? ''}
              onChange={(title) => onChange(withPageChanged(questionnaire, at, { title }))}
            />
            {page.elements.length === 0 && pages.length > 1 && (
              <IconButton
                icon={Trash2}
                size="small"
                label={t('surveyDesk.removePage', { n: at + 1 })}
                onPress={() => onChange(withoutPage(questionnaire, at))}
              />
            )}
          </header>
          <ol className={styles.list}>
            {page.elements.map((question, index) => {
              number += 1;
              const place = { page: at, index };
              const own = number;
              return (
                <QuestionBlock
                  key={question.name}
                  number={own}
                  question={question}
                  earlier={all.slice(0, own - 1)}
                  isOpen={open === question.name}
                  onOpen={() => onOpen(open === question.name ? undefined : question.name)}
                  onChange={(changed) => onChange(withChanged(questionnaire, place, changed))}
                  onMove={(by) => {
                    const [next] = moved(questionnaire, place, by);
                    onChange(next);
                    announce(t('surveyDesk.movedTo', { title: question.title, n: placeOf(next, question) }));
                  }}
                  onCopy={() => {
                    const { name } = newQuestion(questionnaire, 'text', { title: '', choices: [], rows: [] });
                    onChange(withQuestion(questionnaire, at, { ...question, name }));
                    onOpen(name);
                  }}
                  onRemove={() => onChange(withoutQuestion(questionnaire, place))}
                  errorOf={(field) => faults.get(`pages.${at}.elements.${index}.${field}`)}
                />
              );
            })}
          </ol>
          <Menu
            label={t('surveyDesk.add')}
            trigger={
              <Button size="small">
                <Plus size={14} aria-hidden />
                {t('surveyDesk.add')}
              </Button>
            }
            groups={[
              QUESTION_TYPES.map((type) => ({
                id: type,
                name: t(`surveyDesk.about_${type}`),
                run: () => add(at, type),
              })),
            ]}
          />
        </section>
      ))}
      <p>
        <Button size="small" kind="ghost" onPress={() => onChange(withPage(questionnaire))}>
          <Plus size={14} aria-hidden />
          {t('surveyDesk.addPage')}
        </Button>
      </p>
    </div>
  );
}

const placeOf = (questionnaire: QuestionnaireJson, { name }: QuestionJson): number =>
  questionsOf(questionnaire).findIndex((question) => question.name === name) + 1;
