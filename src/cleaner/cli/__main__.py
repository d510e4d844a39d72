"""`python -m cleaner.cli`."""

from cleaner.cli import main

raise SystemExit(main())
