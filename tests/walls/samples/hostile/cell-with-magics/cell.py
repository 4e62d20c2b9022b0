%cd /lab
!cat /lab/plans/0.json
%run /lab/tests/test_hidden.py
triple = get_ipython
