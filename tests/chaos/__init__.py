"""Whatever is killed, work goes on by itself: `script/chaos` tries it, round after round."""
