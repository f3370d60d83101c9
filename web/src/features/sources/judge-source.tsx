/** Judging a source: a letter and a reason. The judgement is appended with its author and date; earlier ones stay on record. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactElement, useState } from 'react';
import { ProblemError } from '../../api/client.ts';
import type { Reliability, Source } from '../../api/contract.ts';
import { judgeSource } from '../../api/judgements.ts';
import { Button } from '../../ui/button.tsx';
import { Dialog } from '../../ui/dialog.tsx';
import { RELIABILITY_WORDS } from '../../ui/words.ts';
import classes from './judge-source.module.css';

const LETTERS: readonly Reliability[] = ['A', 'B', 'C', 'D', 'E', 'F'];

export function JudgeSource({ source, onClose }: { source: Source; onClose: () => void }): ReactElement {
  const [letter, setLetter] = useState<Reliability>(source.reliability);
  const [reason, setReason] = useState('');
  const client = useQueryClient();
  const judge = useMutation({
    mutationFn: () => judgeSource(source.publisher, letter, reason.trim()),
    onSuccess: async () => {
      await client.invalidateQueries();
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    judge.mutate();
  };
  return (
    <Dialog opened onClose={onClose} title={`Judge ${source.publisher}`}>
      <form className={classes.form} onSubmit={submit}>
        <fieldset>
          <legend>Reliability of the source</legend>
          {LETTERS.map((choice) => (
            <label key={choice}>
              <input
                type="radio"
                name="reliability"
                value={choice}
                checked={letter === choice}
                onChange={() => setLetter(choice)}
              />
              <strong>{choice}</strong> {RELIABILITY_WORDS[choice]}
            </label>
          ))}
        </fieldset>
        <label className={classes.reason}>
          Reason, for whoever asks later
          <textarea
            required
            rows={3}
            maxLength={4000}
            value={reason}
            onChange={(event) => setReason(event.currentTarget.value)}
          />
        </label>
        {judge.error ? (
          <p role="alert" className={classes.error}>
            {`${judge.error.message} ${judge.error instanceof ProblemError ? (judge.error.hint ?? '') : ''}`}
          </p>
        ) : null}
        <div className={classes.actions}>
          <Button look="primary" type="submit" disabled={judge.isPending || reason.trim() === ''}>
            Record the judgement
          </Button>
          <Button onClick={onClose}>Cancel</Button>
        </div>
      </form>
    </Dialog>
  );
}
