/** What anybody could say of themselves, and the plain sentences that only look like it. */
import { describe, expect, test } from 'vitest';
import { weakFaults } from '../../../src/letter/check/weak.ts';
import { told } from '../briefs.ts';
import { found } from './found.ts';

const brief = told(
  ['system', 'I wrote the booking engine in Kotlin on Postgres. The retry has to be reliable.'],
  ['closing', 'I can share the design document.'],
);

describe('says nothing', () => {
  test.each([
    'I am a quick study who enjoys getting to the bottom of difficult problems.',
    'I am a fast learner and pick up new technologies quickly.',
    'I enjoy tackling complex problems.',
    'I love solving hard problems.',
    'I thrive on difficult challenges.',
    'I relish new challenges.',
    'I have solid experience in designing scalable and dependable backend services.',
    'I have extensive hands-on experience with distributed systems.',
    'I bring a wealth of experience to the table.',
    'I bring a unique blend of skills.',
    'My skills and experience align with your needs.',
    'I am a highly motivated self-starter.',
    'I am a dedicated and detail-oriented engineer.',
    'As a seasoned engineer, I know what matters.',
    'I have a keen eye for detail.',
    'I have a strong work ethic and a positive attitude.',
    'I consider myself a good communicator.',
    'I am confident that my background makes me the right person for the role.',
    'I believe I would be a valuable asset to your team.',
    'I would be an asset to any team.',
    'I am thrilled about the chance to contribute to your team and grow with it.',
    'I would welcome the opportunity to contribute.',
    'It would be an exciting opportunity for me.',
    'I always go the extra mile.',
    'I work well both independently and in a team under tight deadlines.',
    'I stay up to date with the latest technologies.',
    'I write clean, maintainable code.',
    'I have excellent communication skills.',
    'I am passionate about building robust backend systems.',
    'Building things for people is my passion.',
    'I take pride in delivering high-quality software.',
    'I am always learning and looking for new challenges.',
    'I have a proven ability to deliver.',
    'Your mission resonates deeply with me.',
    'I thrive in a fast-paced environment.',
    'I am someone who never gives up and gives 110%.',
  ])('%s', (text) => {
    expect(found(weakFaults, text, brief)).toEqual([['weak-phrase', text]]);
  });
});

describe('says something', () => {
  test.each([
    'The engine is robust under load.',
    'The retry has to be reliable.',
    'The key is a perfect hash of till and seat.',
    'That was the hard problem.',
    'I like the question that your post asks.',
    'I would welcome the chance to walk you through the state machine.',
    'I would be glad to show you the retry rules.',
    'I had no experience with receipts, so I read the specification first.',
    'The old service was not scalable.',
    'I know the ledger best.',
    'I believe that a deleted point cannot be explained.',
    'I am convinced that a rejected reading is data.',
    'I feel that the order of the two writes matters.',
    'I am responsible for the retry path.',
    'I worked on it alone for eight months.',
    'Your runbooks are what I would read first.',
    'The team reviews every change under a deadline that the regulator sets.',
    'I learned what a hold means to people.',
    'I enjoy reading your release notes, because they name what broke.',
    'Two close matches go to a review.',
    'The opportunity to test it came with the outage in March.',
    'A natural key made the join trivial.',
  ])('%s', (text) => {
    expect(found(weakFaults, text, brief)).toEqual([]);
  });
});

test('the candidate’s own words are no fault', () => {
  const own = told(['background', 'I am a quick learner, ask the opera.']);
  expect(found(weakFaults, 'I am a quick learner.', own)).toEqual([]);
});
