"""What each chapter asks: its predictions and exercises with their data, one file each."""
