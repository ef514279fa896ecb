import type { Unit } from './figure.ts';

/** A measured value in words: `8.15 ms`, `125 ms`, `3.2 s`, `58 kB`, `1.4 GB`, `× 1.02`. */
export function withUnit(value: number, unit: Unit): string {
  switch (unit) {
    case 'ms':
      return toTime(value);
    case 'bytes':
      return toBytes(value);
    case 'bytes/s':
      return `${toBytes(value)}/s`;
    case 'ratio':
      return `× ${value}`;
    case 'count':
      return value.toLocaleString('en');
  }
}

function toTime(ms: number): string {
  if (ms >= 1_000) return `${(ms / 1_000).toFixed(1)} s`;
  return `${ms < 10 ? ms : Math.round(ms)} ms`;
}

function toBytes(value: number): string {
  if (value < 1_000_000) return `${Math.round(value / 1_000).toLocaleString('en')} kB`;
  if (value < 1_000_000_000) return `${(value / 1_000_000).toFixed(1)} MB`;
  return `${(value / 1_000_000_000).toFixed(1)} GB`;
}
