export type DeskEvent = never; export type MethodName = string; export type InputOf<_M> = unknown; export type OutputOf<_M> = unknown;
