"""`python -m cleaner.language.vocabulary.build`."""

import sys

from cleaner.language.vocabulary.build import main

sys.exit(main())
