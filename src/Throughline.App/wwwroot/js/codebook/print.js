// The page that prints the whole codebook.

document.querySelector('#print')?.addEventListener('click', () => print());
