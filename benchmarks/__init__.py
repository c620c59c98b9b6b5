"""How fast Safe Return is, beside other ways to do the same work, in one sitting. See docs/reference/performance.md."""
