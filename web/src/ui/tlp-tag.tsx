/** A Traffic Light Protocol marking in the colours FIRST prescribes for TLP 2.0: coloured words on black. */
import type { ReactElement } from 'react';
import type { Tlp } from '../api/contract.ts';
import classes from './tlp-tag.module.css';

export function TlpTag({ tlp }: { tlp: Tlp }): ReactElement {
  return (
    <span className={classes.tag} data-tlp={tlp}>
      {`TLP:${tlp.toUpperCase()}`}
    </span>
  );
}
