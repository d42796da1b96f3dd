"""The explorer: `crosswalk app`, or `streamlit run app.py`."""

from crosswalk.pages import run

run()
