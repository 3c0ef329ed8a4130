namespace Throughline.Workbench.Shared;

/// <summary>Marks what is offered to pages, REST and commands alike: an act. Found and registered by this mark.</summary>
public interface IVerb;

/// <summary>Marks a question: one projection, nothing changed.</summary>
public interface IQuestion;
