/**
 * Finds the prices of a trade plan: who is entry, target and stop. {@link io.signalroom.parse.plan.PlanReader} notes what
 * the words say of each number, {@link io.signalroom.parse.plan.PlanSolver} weighs that against where the numbers lie.
 */
package io.signalroom.parse.plan;
