export type ActionButtonProps = {
  label: string;
  /** Said after the label to those who hear the button without its row: the file's name. */
  about: string;
  /** `main` stands out, `quiet` does not. */
  look?: 'main' | 'plain' | 'quiet';
  disabled?: boolean;
  onClick: () => void;
};

/** A button of a row: what it says it does, to the file that it names. */
export function ActionButton({ label, about, look = 'quiet', disabled = false, onClick }: ActionButtonProps) {
  return (
    <button
      type="button"
      class={look === 'main' ? 'button' : `button ${look}`}
      disabled={disabled}
      onClick={onClick}
    >
      {label}
      <span class="visually-hidden"> {about}</span>
    </button>
  );
}
