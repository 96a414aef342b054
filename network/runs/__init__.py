"""What the digit network was run on: default traces, trainings, histories."""
