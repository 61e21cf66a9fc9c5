import { useState } from 'react';
import { useBridge } from '../app/bridge.ts';
import { Button } from './button.tsx';
import { Field } from './field.tsx';

interface FolderFieldProps {
  readonly name: string;
  readonly label: string;
  readonly value: string;
  readonly onChange: (path: string) => void;
  readonly error: string | undefined;
}

/** The path of a folder: chosen where the shell can ask for one, and typed anywhere. */
export function FolderField({ name, label, value, onChange, error }: FolderFieldProps) {
  const { chooseFolder } = useBridge();
  const [problem, setProblem] = useState<string>();
  const choose = async (ask: NonNullable<typeof chooseFolder>) => {
    const answer = await ask();
    setProblem(answer.ok ? undefined : answer.error.sentence);
    if (answer.ok && answer.value.path !== undefined) onChange(answer.value.path);
  };
  return (
    <>
      <Field
        name={name}
        label={label}
        hint="Its whole path on this computer, as the file manager copies it"
        width={46}
        value={value}
        onChange={onChange}
        error={error ?? problem}
      />
      {chooseFolder !== undefined && (
        <Button look="link" onPress={() => void choose(chooseFolder)}>
          Choose the folder
        </Button>
      )}
    </>
  );
}
