import type { ReactNode } from 'react';
import { Button as AriaButton, type ButtonProps as AriaButtonProps } from 'react-aria-components';
import { Link as RouteLink } from 'wouter';
import styles from './button.module.css';
import { classes } from './classes.ts';

type Look = 'main' | 'quiet' | 'link' | 'warning';

interface ButtonProps extends Omit<AriaButtonProps, 'className' | 'style' | 'children'> {
  readonly look?: Look;
  /** Denser, for tables and toolbars. */
  readonly small?: boolean;
  readonly children: ReactNode;
}

/** `main` once on a screen for what moves the work on; `quiet` beside it; `link` inside text and rows. */
export function Button({ look = 'main', small = false, isPending = false, children, ...rest }: ButtonProps) {
  const { onPress, ...others } = rest;
  // While it is under way a press does nothing and the focus stays. React Aria's own way of pending announces by a
  // picture whose words have gone when it ends.
  return (
    <AriaButton
      {...others}
      {...(isPending || onPress === undefined ? {} : { onPress })}
      {...(isPending ? { 'aria-disabled': true } : {})}
      className={classes(styles.button, styles[look], small && styles.small)}
    >
      {children}
    </AriaButton>
  );
}

interface LinkProps {
  /** A room's path: "/submissions/…". */
  readonly to: string;
  /** Looks like a button where it is the next thing to do. */
  readonly look?: Look;
  readonly children: ReactNode;
  readonly className?: string | undefined;
}

export function Link({ to, look = 'link', children, className }: LinkProps) {
  return (
    <RouteLink
      href={to}
      className={classes(
        look === 'link' ? undefined : styles.button,
        look !== 'link' && styles[look],
        className,
      )}
    >
      {children}
    </RouteLink>
  );
}
