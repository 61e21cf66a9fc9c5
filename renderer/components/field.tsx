import { type ReactNode, useId } from 'react';
import {
  Checkbox as AriaCheckbox,
  type CheckboxProps as AriaCheckboxProps,
  Radio as AriaRadio,
  RadioGroup as AriaRadioGroup,
  TextArea as AriaTextArea,
  Input,
  Label,
  Text,
  TextField,
} from 'react-aria-components';
import { dayFrom, dayInWords } from '../../shared/domain/dates.ts';
import { classes } from './classes.ts';
import styles from './field.module.css';
import { Tick } from './tick.tsx';

/** What every field has. `name` is also its id, so that the error summary's links find it. */
interface FieldProps {
  readonly name: string;
  readonly label: string;
  readonly hint?: ReactNode;
  /** A sentence that says what to do. What was typed stays. */
  readonly error?: string | undefined;
}

interface TextProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly type?: 'text' | 'email' | 'date' | 'time' | 'number' | 'search';
  /** In characters; the field is as wide as what belongs in it. */
  readonly width?: number;
  readonly required?: boolean;
  readonly onBlur?: () => void;
}

export function Field({
  name,
  label,
  hint,
  error,
  value,
  onChange,
  type = 'text',
  width,
  onBlur,
}: TextProps) {
  return (
    <TextField
      className={classes(styles.field, error !== undefined && styles.wrong)}
      isInvalid={error !== undefined}
      value={value}
      onChange={onChange}
      type={type === 'date' || type === 'time' || type === 'number' ? 'text' : type}
      {...(onBlur === undefined ? {} : { onBlur })}
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <Hinted hint={hint} error={error} />
      <Input
        id={name}
        name={name}
        type={type}
        className={styles.input ?? ''}
        style={width === undefined ? {} : { maxWidth: `${width + 4}ch` }}
      />
    </TextField>
  );
}

interface TextAreaProps extends FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
  readonly rows?: number;
  readonly onBlur?: () => void;
}

export function TextArea({ name, label, hint, error, value, onChange, rows = 3, onBlur }: TextAreaProps) {
  return (
    <TextField
      className={classes(styles.field, error !== undefined && styles.wrong)}
      isInvalid={error !== undefined}
      value={value}
      onChange={onChange}
      {...(onBlur === undefined ? {} : { onBlur })}
    >
      <Label className={styles.label ?? ''}>{label}</Label>
      <Hinted hint={hint} error={error} />
      <AriaTextArea id={name} name={name} rows={rows} className={classes(styles.input, styles.area)} />
    </TextField>
  );
}

interface DateProps extends FieldProps {
  /** A day as the record has it, "2027-03-31", or what was typed so far. */
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The browser's own calendar, with the day in words beside the label, since its digits follow the computer's country. */
export function DayField({ hint, value, ...rest }: DateProps) {
  const day = dayFrom(value);
  return (
    <Field {...rest} type="date" width={14} value={value} hint={day === undefined ? hint : dayInWords(day)} />
  );
}

function Hinted({ hint, error }: { readonly hint: ReactNode; readonly error: string | undefined }) {
  return (
    <>
      {(hint !== undefined || error !== undefined) && (
        <Text slot="description" className={styles.hint ?? ''}>
          {hint}
          {error !== undefined && <span className={styles.error}>{error}</span>}
        </Text>
      )}
    </>
  );
}

interface SelectProps<Value extends string> extends FieldProps {
  readonly value: Value;
  readonly options: readonly (readonly [value: Value, words: string])[];
  readonly onChange: (value: Value) => void;
}

/** The browser's own list: it is known to every keyboard, screen reader and phone. */
export function Select<Value extends string>({
  name,
  label,
  hint,
  error,
  value,
  options,
  onChange,
}: SelectProps<Value>) {
  const described = useId();
  return (
    <div className={classes(styles.field, error !== undefined && styles.wrong)}>
      <label className={styles.label} htmlFor={name}>
        {label}
      </label>
      {(hint !== undefined || error !== undefined) && (
        <span id={described} className={styles.hint}>
          {hint}
          {error !== undefined && <span className={styles.error}>{error}</span>}
        </span>
      )}
      <select
        id={name}
        name={name}
        className={styles.input}
        value={value}
        aria-describedby={hint === undefined && error === undefined ? undefined : described}
        aria-invalid={error === undefined ? undefined : true}
        onChange={(event) => {
          const chosen = options.find(([option]) => option === event.target.value);
          if (chosen !== undefined) onChange(chosen[0]);
        }}
      >
        {options.map(([option, words]) => (
          <option key={option} value={option}>
            {words}
          </option>
        ))}
      </select>
    </div>
  );
}

interface RadioGroupProps<Value extends string> extends FieldProps {
  readonly value: Value | undefined;
  readonly options: readonly {
    readonly value: Value;
    readonly words: ReactNode;
    readonly detail?: ReactNode;
    readonly disabled?: boolean;
  }[];
  readonly onChange: (value: Value) => void;
  /** `rows` for choices with a sentence each, as levels with their descriptors; `segments` for a few short words. */
  readonly look?: 'rows' | 'segments';
  readonly hideLabel?: boolean;
  readonly disabled?: boolean;
}

export function RadioGroup<Value extends string>(props: RadioGroupProps<Value>) {
  const { name, label, hint, error, value, options, onChange, look = 'rows', hideLabel = false } = props;
  return (
    <AriaRadioGroup
      id={name}
      className={classes(styles.field, error !== undefined && styles.wrong)}
      value={value ?? null}
      isInvalid={error !== undefined}
      isDisabled={props.disabled ?? false}
      {...(hideLabel ? { 'aria-label': label } : {})}
      onChange={(chosen) => {
        const option = options.find((candidate) => candidate.value === chosen);
        if (option !== undefined) onChange(option.value);
      }}
    >
      {!hideLabel && <Label className={styles.label ?? ''}>{label}</Label>}
      <Hinted hint={hint} error={error} />
      <div className={look === 'rows' ? styles.rows : styles.segments}>
        {options.map((option) => (
          <AriaRadio
            key={option.value}
            value={option.value}
            isDisabled={option.disabled ?? false}
            className={styles.radio ?? ''}
          >
            {look === 'rows' && <span className={styles.dot} aria-hidden="true" />}
            <span className={styles.words}>{option.words}</span>
            {option.detail !== undefined && <span className={styles.detail}>{option.detail}</span>}
          </AriaRadio>
        ))}
      </div>
    </AriaRadioGroup>
  );
}

interface CheckboxProps extends Omit<AriaCheckboxProps, 'className' | 'style' | 'children'> {
  readonly children: ReactNode;
}

export function Checkbox({ children, ...rest }: CheckboxProps) {
  return (
    <AriaCheckbox {...rest} className={styles.checkbox ?? ''}>
      <span className={styles.box} aria-hidden="true">
        <Tick size={14} />
      </span>
      <span>{children}</span>
    </AriaCheckbox>
  );
}
