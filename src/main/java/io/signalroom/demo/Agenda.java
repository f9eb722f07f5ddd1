package io.signalroom.demo;

import java.util.Comparator;
import java.util.PriorityQueue;

/** What channels will still do about earlier posts, in order of time. Bounded: when it is full, plans are dropped. */
final class Agenda {
    private static final int LIMIT = 20_000;

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::due).thenComparingLong(Task::order));
    private long order;

    /** What is to be done with the draft. */
    enum Act {
        POST,
        EDIT,
        DELETE
    }

    /**
     * One plan.
     *
     * @param due epoch second
     * @param order of planning, which decides among equals
     * @param draft what is posted, edited or deleted
     * @param revised new text of an edit, else null
     */
    record Task(long due, long order, Act act, Draft draft, Draft revised) {
        /** False if what it builds on was itself dropped. */
        boolean possible() {
            return act == Act.POST ? draft.answerable() : draft.posted();
        }
    }

    void post(long due, Draft draft) {
        add(due, Act.POST, draft, null);
    }

    void edit(long due, Draft draft, Draft revised) {
        add(due, Act.EDIT, draft, revised);
    }

    void delete(long due, Draft draft) {
        add(due, Act.DELETE, draft, null);
    }

    /** Removes and returns the next plan if it is due by then, else null. */
    Task poll(long second) {
        for (Task head = tasks.peek(); head != null && head.due <= second; head = tasks.peek()) {
            tasks.poll();
            if (head.possible()) {
                return head;
            }
        }
        return null;
    }

    private void add(long due, Act act, Draft draft, Draft revised) {
        if (tasks.size() < LIMIT) {
            tasks.add(new Task(due, order++, act, draft, revised));
        }
    }
}
