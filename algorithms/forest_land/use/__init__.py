"""Use of forest land: what projects may use, the quota, the layout of works (占用林地的分级管理、定额、工程布局)."""
