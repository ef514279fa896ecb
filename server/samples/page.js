// The one download that has no address outside this page: its bytes must be read where they are.
document.querySelector('#sample-blob')?.addEventListener('click', () => {
  const url = URL.createObjectURL(
    new Blob(['This text was made by the page itself.\n'], { type: 'text/plain' }),
  );
  const link = document.createElement('a');
  link.href = url;
  link.download = 'blob.txt';
  link.click();
  // A minute: a download that is held until its scan is done still needs the bytes.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
});
