/**
 * Decides what a post is: yes-or-no clues found in it ({@link io.signalroom.parse.decide.Clue}), weighed by a table that
 * {@code bench/TrainDecision.java} fitted to labelled posts. A clue is added as a constant of
 * {@link io.signalroom.parse.decide.Shape}, shown by {@code PlanClues}, {@code NewsClues}, {@code TalkClues} or
 * {@link io.signalroom.parse.decide.ClueSet}; it weighs nothing until the table is fitted anew.
 */
package io.signalroom.parse.decide;
