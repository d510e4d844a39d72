"""The last word on mentions in pages for readers: a trained model over what the rules said.

The vocabulary and its phrases propose; the arbiter, a linear chain over tokens, learned from passages that they had not
been tuned on how far to trust them: it keeps, drops, relabels and stretches what they found, and adds what they missed.
Research prose is the recogniser's (`language/ner/`), whose opinion it also hears.
"""
