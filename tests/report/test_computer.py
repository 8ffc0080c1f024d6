"""Several tasks at the computer, as the case worker reads them."""
