"""Read articles: a fetched page, a file or standard input in, an Article or the reason why there is none out."""

from tracker.article.files import file_readings, find_files, read_file, read_stream, stream_readings
from tracker.article.pages import read_page
from tracker.article.reading import Marks, Reading

__all__ = ["Marks", "Reading", "file_readings", "find_files", "read_file", "read_page", "read_stream", "stream_readings"]
